/**
 * The address a request came from, for limits and for showing: the last hop a proxy wrote down, which its sender cannot
 * choose. Without a proxy Next writes the socket's address there, unless the sender wrote something: so limits by address
 * only add to limits by account.
 */
export function clientAddress(headers: Headers): string | null {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last ? last.replace(/^::ffff:/, "").slice(0, 64) : null;
}
