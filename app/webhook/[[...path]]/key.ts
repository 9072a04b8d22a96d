const LOOKS_LIKE_KEY = /^aik_/;

function fromAuthorization(header: string | null): string | null {
  const [scheme = "", value = ""] = (header ?? "").trim().split(/\s+/, 2);
  if (/^bearer$/i.test(scheme)) return value || null;
  if (!/^basic$/i.test(scheme)) return null;
  const pair = Buffer.from(value, "base64").toString("utf8");
  const colon = pair.indexOf(":");
  return colon === -1 ? null : pair.slice(colon + 1) || null;
}

/** The ingest key of a request: bearer token, basic password, X-Api-Key or last path segment, and what is left of the path. */
export function keyOf(headers: Headers, path: readonly string[]): { key: string | null; rest: string[] } {
  const last = path.length > 1 ? (path.at(-1) ?? null) : null;
  const rest = last && LOOKS_LIKE_KEY.test(last) ? path.slice(0, -1) : [...path];
  const given = [fromAuthorization(headers.get("authorization")), headers.get("x-api-key"), last];
  // A proxy may add an Authorization of its own, so what looks like a key of ours comes first.
  const key = given.find((text) => text && LOOKS_LIKE_KEY.test(text)) ?? given.find(Boolean) ?? null;
  return { key, rest };
}
