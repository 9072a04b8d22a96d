const MASK = 0xffffffffffffffffn;
const OFFSET = 14695981039346656037n;
const PRIME = 1099511628211n;
const SEPARATOR = 255;

/**
 * The fingerprint that Prometheus gives a set of labels: FNV-1a, 64 bit, over names and values in the order of the names,
 * each followed by the byte 255 (`labelSetToFingerprint` in prometheus/common, model/signature.go). 16 hex digits.
 */
export function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  let sum = OFFSET;
  const add = (bytes: Uint8Array) => {
    for (const byte of bytes) sum = ((sum ^ BigInt(byte)) * PRIME) & MASK;
  };
  const encoder = new TextEncoder();
  const separator = Uint8Array.of(SEPARATOR);
  for (const name of Object.keys(labels).sort()) {
    add(encoder.encode(name));
    add(separator);
    add(encoder.encode(labels[name] ?? ""));
    add(separator);
  }
  return sum.toString(16).padStart(16, "0");
}
