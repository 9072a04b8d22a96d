export type DemoDoorRequest = {
  /** The operator's switch: the start sets it when it plays the demo. */
  isDemo: boolean;
  /** The address the server is bound to. */
  boundTo: string;
  /** Header names in lower case. */
  headers: ReadonlyMap<string, string>;
};
export type DemoDoorReason =
  | "open"
  | "no_demo"
  | "not_bound_to_loopback"
  | "host_not_loopback"
  | "forwarded"
  | "caller_not_loopback";

// Next adds these to every request; they betray a proxy only when they name something else than this machine.
const FORWARDED_BY_PROXIES = [
  "forwarded",
  "via",
  "x-real-ip",
  "x-client-ip",
  "cf-connecting-ip",
  "true-client-ip",
];

/** `localhost`, `127.x.y.z` or `::1`, with or without a port and brackets. */
export function isLoopback(host: string): boolean {
  const bare = host.trim().toLowerCase();
  const name = bare.startsWith("[")
    ? bare.slice(1).split("]")[0]
    : bare.split(":").length > 2
      ? bare
      : bare.split(":")[0];
  return (
    name === "localhost" ||
    name === "::1" ||
    /^(::ffff:)?127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(name ?? "")
  );
}

/**
 * Whether the demo may be entered without a password: only by somebody on this machine. A loopback Host alone is not
 * enough, because a tunnel or a proxy on this machine has one too; what it adds gives it away.
 */
export function judgeDemoDoor({ isDemo, boundTo, headers }: DemoDoorRequest): {
  open: boolean;
  reason: DemoDoorReason;
} {
  const closed = (reason: DemoDoorReason) => ({ open: false, reason });
  if (!isDemo) return closed("no_demo");
  if (!isLoopback(boundTo)) return closed("not_bound_to_loopback");
  const host = headers.get("host");
  if (!host || !isLoopback(host)) return closed("host_not_loopback");
  if (FORWARDED_BY_PROXIES.some((name) => headers.has(name))) return closed("forwarded");
  const forwardedHost = headers.get("x-forwarded-host");
  if (forwardedHost !== undefined && forwardedHost !== host) return closed("forwarded");
  if ((headers.get("x-forwarded-proto") ?? "http") !== "http") return closed("forwarded");
  const callers = headers.get("x-forwarded-for");
  // One entry is what Next itself writes, from the socket; a proxy adds its own caller or makes it two.
  if (callers !== undefined && !isLoopback(callers)) return closed("caller_not_loopback");
  return { open: true, reason: "open" };
}
