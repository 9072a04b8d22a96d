import { lookup } from "node:dns/promises";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import tls from "node:tls";
import ipaddr from "ipaddr.js";
import { InvalidError, UnavailableError } from "./errors";

type Address = { address: string; family: 4 | 6 };

export type OutboundPolicy = {
  /** Ranges in CIDR notation that an operator permits though they are not public. */
  allow: string[];
  /** Embedded mode: loopback and private ranges are a person's own machine and network. */
  allowPrivate: boolean;
  /** Our own ports on loopback, which nothing may reach through a user-given address. */
  ownPorts: number[];
};

/** The policy as the operator set it: OUTBOUND_ALLOW, embedded mode, and the port we listen on. */
export const policyFromEnvironment = (): OutboundPolicy => ({
  allow: (process.env.OUTBOUND_ALLOW ?? "")
    .split(",")
    .map((range) => range.trim())
    .filter(Boolean),
  allowPrivate: process.env.AIOPS_EMBEDDED === "1",
  ownPorts: [Number(process.env.PORT ?? 3000)],
});

const inRange = (address: ipaddr.IPv4 | ipaddr.IPv6, cidr: string): boolean => {
  const [range, bits] = ipaddr.parseCIDR(
    cidr.includes("/") ? cidr : `${cidr}/${cidr.includes(":") ? 128 : 32}`,
  );
  return range.kind() === address.kind() && address.match([range, bits] as never);
};

// Cloud metadata services that live outside link-local.
const METADATA = ["100.100.100.200/32", "fd00:ec2::254/128", "168.63.129.16/32"];
const NEVER = new Set(["linkLocal", "multicast", "broadcast", "reserved", "unspecified"]);
const PRIVATE = new Set(["loopback", "private", "uniqueLocal", "carrierGradeNat"]);

/** Whether a connection to this address and port is permitted, and the reason if not. Pure. */
export function judgeAddress(
  text: string,
  port: number,
  policy: OutboundPolicy,
): { allowed: boolean; reason: string } {
  // An IPv4 address in IPv6 clothes is judged as what it is.
  const address = ipaddr.process(text);
  const range = address.range();
  if (METADATA.some((cidr) => inRange(address, cidr)))
    return { allowed: false, reason: "it is a cloud metadata service" };
  if (range === "loopback" && policy.ownPorts.includes(port))
    return { allowed: false, reason: "it is this server itself" };
  if (range === "unicast") return { allowed: true, reason: "public" };
  if (NEVER.has(range)) return { allowed: false, reason: `it is ${range}` };
  if (policy.allow.some((cidr) => inRange(address, cidr)))
    return { allowed: true, reason: "permitted by OUTBOUND_ALLOW" };
  if (PRIVATE.has(range) && policy.allowPrivate) return { allowed: true, reason: "embedded mode" };
  return { allowed: false, reason: `it is ${range}; an operator can permit it with OUTBOUND_ALLOW` };
}

/** Resolves a host once and answers an address that may be connected to; the caller connects to exactly that. */
export async function resolveOutbound(
  host: string,
  port: number,
  policy = policyFromEnvironment(),
): Promise<Address> {
  const name = host.replace(/^\[|\]$/g, "");
  let found: { address: string; family: number }[];
  try {
    found = net.isIP(name) ? [{ address: name, family: net.isIP(name) }] : await lookup(name, { all: true });
  } catch (cause) {
    throw Object.assign(new UnavailableError(`The host ${name} has no address.`), { cause });
  }
  // One forbidden answer condemns the name: whoever controls it could choose which one we would see next.
  for (const { address } of found) {
    const { allowed, reason } = judgeAddress(address, port, policy);
    if (!allowed) throw new InvalidError(`${name} may not be reached: ${reason}.`);
  }
  const [first] = found;
  if (!first) throw new UnavailableError(`The host ${name} has no address.`);
  return { address: first.address, family: first.family === 6 ? 6 : 4 };
}

export type OutboundRequest = {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  timeoutMs?: number;
  /** More than this of an answer is refused. */
  maxBytes?: number;
  signal?: AbortSignal;
  policy?: OutboundPolicy;
};
export type OutboundResponse = { status: number; headers: Record<string, string>; body: string };

const MAX_REDIRECTS = 3;

/**
 * An HTTP request to a user-given address: resolved once, checked, pinned; redirects are followed for GET alone and each
 * is judged anew; the answer is bounded in time and size. Throws InvalidError for what is forbidden, UnavailableError for
 * what does not answer.
 */
export async function outboundFetch(
  url: string,
  request: OutboundRequest = {},
  redirects = 0,
): Promise<OutboundResponse> {
  const target = new URL(url);
  if (target.protocol !== "http:" && target.protocol !== "https:")
    throw new InvalidError("Only http and https addresses can be called.");
  const port = Number(target.port || (target.protocol === "https:" ? 443 : 80));
  const pinned = await resolveOutbound(target.hostname, port, request.policy);
  const answer = await send(target, pinned, request);
  const location = answer.headers.location;
  if (answer.status >= 300 && answer.status < 400 && location && (request.method ?? "GET") === "GET") {
    if (redirects >= MAX_REDIRECTS) throw new UnavailableError(`${target.host} redirects too often.`);
    const next = new URL(location, target);
    const sameHost = next.host === target.host;
    const { authorization: _, ...headers } = request.headers ?? {};
    return outboundFetch(next.href, sameHost ? request : { ...request, headers }, redirects + 1);
  }
  return answer;
}

function send(target: URL, pinned: Address, request: OutboundRequest): Promise<OutboundResponse> {
  const { timeoutMs = 10_000, maxBytes = 1024 * 1024 } = request;
  const client = target.protocol === "https:" ? https : http;
  const deadline = AbortSignal.timeout(timeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) =>
      reject(
        cause instanceof UnavailableError
          ? cause
          : Object.assign(
              new UnavailableError(
                deadline.aborted
                  ? `${target.host} did not answer within ${timeoutMs} ms.`
                  : `${target.host} could not be reached.`,
              ),
              { cause },
            ),
      );
    const outgoing = client.request(
      target,
      {
        method: request.method ?? "GET",
        headers: request.headers,
        signal,
        agent: false,
        lookup: (_host, options, callback) =>
          options.all ? callback(null, [pinned]) : callback(null, pinned.address, pinned.family),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes)
            response.destroy(
              new UnavailableError(`${target.host} answered with more than ${maxBytes} bytes.`),
            );
          else chunks.push(chunk);
        });
        response.on("error", fail);
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
            ),
            body: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.on("error", fail);
    outgoing.end(request.body);
  });
}

/** A TCP or TLS connection to a user-given address, for protocols that are not HTTP (SMTP, SSH). */
export async function outboundConnect(
  host: string,
  port: number,
  options: { tls?: boolean; timeoutMs?: number; policy?: OutboundPolicy } = {},
): Promise<net.Socket> {
  const pinned = await resolveOutbound(host, port, options.policy);
  const socket = options.tls
    ? tls.connect({ host: pinned.address, port, servername: net.isIP(host) ? undefined : host })
    : net.connect({ host: pinned.address, port, family: pinned.family });
  const timeoutMs = options.timeoutMs ?? 10_000;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => socket.destroy(new UnavailableError(`${host}:${port} did not answer within ${timeoutMs} ms.`)),
      timeoutMs,
    );
    socket.once(options.tls ? "secureConnect" : "connect", () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once("error", (cause) => {
      clearTimeout(timer);
      reject(
        cause instanceof UnavailableError
          ? cause
          : Object.assign(new UnavailableError(`${host}:${port} could not be reached.`), { cause }),
      );
    });
  });
}

/** Posts to our own webhook: the one address that user-given targets may never name, and that demo and canary need. */
export async function postToOwnWebhook(
  path: `/webhook/${string}`,
  key: string,
  body: unknown,
): Promise<{ status: number; body: string }> {
  const port = Number(process.env.PORT ?? 3000);
  const text = JSON.stringify(body);
  return send(
    new URL(`http://127.0.0.1:${port}${path}`),
    { address: "127.0.0.1", family: 4 },
    {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${key}`,
        "content-length": String(Buffer.byteLength(text)),
      },
      body: text,
      timeoutMs: 30_000,
    },
  );
}
