import type { ParsedBody } from "@/server/integrations";

// A level costs a parser's recursion; no tool's body comes near.
const DEPTH_MAX = 64;

type Decoded = { kind: "body"; body: ParsedBody } | { kind: "too_deep" };

/** Reads bytes as JSON where they are, else as text; a body too deep to be handled safely is not parsed at all. */
export function decodeBody(bytes: Uint8Array): Decoded {
  if (isTooDeep(bytes)) return { kind: "too_deep" };
  const text = new TextDecoder().decode(bytes);
  try {
    return { kind: "body", body: { kind: "json", value: JSON.parse(text) } };
  } catch {
    return { kind: "body", body: { kind: "text", text } };
  }
}

function isTooDeep(bytes: Uint8Array): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === 0x5c) i++;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > DEPTH_MAX) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}
