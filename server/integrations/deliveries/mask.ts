const SECRET_KEY =
  /pass(word|wd|phrase)?$|^pwd$|secret|token|api[_-]?key|authorization|credential|cookie|private[_-]?key|session/i;
const MASK = "•••";
const SHOWN_MAX = 200_000;

/** Secrets that occur inside texts: bearer tokens, our own keys, passwords in addresses. */
const inText = (text: string): string =>
  text
    .replace(/\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${MASK}`)
    .replace(/\b(ai[a-z]_)[A-Za-z0-9_-]{8,}/g, `$1${MASK}`)
    .replace(/:\/\/([^\s/:@]+):[^\s/@]+@/g, `://$1:${MASK}@`)
    .replace(/([?&](?:[\w.-]*(?:token|key|secret|password|signature|sig))=)[^&\s"]+/gi, `$1${MASK}`);

function masked(value: unknown): unknown {
  if (typeof value === "string") return inText(value);
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      SECRET_KEY.test(key) && (typeof item === "string" || typeof item === "number") ? MASK : masked(item),
    ]),
  );
}

/** A body as a person may see it: laid out where it is JSON, with what looks secret masked, cut at 200,000 characters. */
export function maskBody(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  let shown: string;
  try {
    shown = JSON.stringify(masked(JSON.parse(text)), null, 2);
  } catch {
    shown = inText(text);
  }
  return shown.length > SHOWN_MAX
    ? `${shown.slice(0, SHOWN_MAX)}\n… cut: the replay uses the whole body.`
    : shown;
}
