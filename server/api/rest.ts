import {
  type Actor,
  DomainError,
  execute,
  InvalidError,
  type Issue,
  logger,
  type RestRoute,
  TooLargeError,
  type Verb,
} from "@/server/kernel";
import { fromWire, toSnake, toWire } from "./wire";

type Route = { verb: Verb; rest: RestRoute; pattern: RegExp; names: string[] };

const MAX_BODY_BYTES = 1024 * 1024;

function compile(verb: Verb, rest: RestRoute): Route {
  const names: string[] = [];
  const source = rest.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    names.push(name);
    return "([^/]+)";
  });
  return { verb, rest, names, pattern: new RegExp(`^${source}$`) };
}

/** The routing table of REST: every verb that names a path, literal paths before those with parameters. */
export function restRoutes(verbs: Verb[]): Route[] {
  return verbs
    .flatMap((verb) => (verb.rest ? [compile(verb, verb.rest)] : []))
    .sort((a, b) => a.names.length - b.names.length || a.rest.path.localeCompare(b.rest.path));
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
  });

/** The sender knows its fields by the wire's names. */
const issueToWire = ({ path, message }: Issue) => ({
  path: path.map((part) => (typeof part === "string" ? toSnake(part) : part)),
  message,
});

/** The one place where an error becomes an HTTP answer; what we did not foresee is logged and named by its request. */
export function restError(error: unknown, requestId: string): Response {
  if (error instanceof DomainError) {
    const headers: Record<string, string> = error.status === 401 ? { "www-authenticate": "Bearer" } : {};
    const { code, message, issues } = error;
    return answer(error.status, { code, message, issues: issues?.map(issueToWire) }, headers);
  }
  logger.error({ requestId, err: error }, "a request failed");
  return answer(500, { code: "internal", message: `The server failed. Quote request ${requestId}.` });
}

function fromPath(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (cause) {
    throw Object.assign(new InvalidError("The path is not valid percent-encoded UTF-8."), { cause });
  }
}

function fromQuery(search: URLSearchParams): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const key of new Set(search.keys())) {
    const values = search.getAll(key);
    input[key] = values.length > 1 ? values : values[0];
  }
  return input;
}

async function fromBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readBounded(request);
  if (!text.trim()) return {};
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw Object.assign(new InvalidError("The body is not JSON."), { cause });
  }
  if (body === null || typeof body !== "object" || Array.isArray(body))
    throw new InvalidError("The body must be a JSON object.");
  return body as Record<string, unknown>;
}

async function readBounded(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES)
    throw new TooLargeError("The body is larger than 1 MiB.");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new TooLargeError("The body is larger than 1 MiB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/**
 * Answers one REST request under `/api`. A key decides the organization; cookies are never read here.
 * `resolve` turns the request's key into its actor and throws UnauthorizedError without one.
 */
export async function handleRest(
  routes: Route[],
  request: Request,
  requestId: string,
  resolve: (request: Request) => Promise<Actor>,
): Promise<Response> {
  try {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/api/, "").replace(/(.)\/$/, "$1");
    const matching = routes.flatMap((route) => {
      const match = route.pattern.exec(path);
      return match ? [{ route, match }] : [];
    });
    if (!matching.length)
      return answer(404, { code: "not_found", message: `There is no ${path} in this API. See /docs/api.` });
    const found = matching.find(({ route }) => route.rest.method === request.method);
    if (!found)
      return answer(
        405,
        { code: "method_not_allowed", message: `${path} does not take ${request.method}.` },
        { allow: [...new Set(matching.map(({ route }) => route.rest.method))].join(", ") },
      );
    const actor = await resolve(request);
    const { route, match } = found;
    const parameters = Object.fromEntries(route.names.map((name, i) => [name, fromPath(match[i + 1] ?? "")]));
    const given = request.method === "GET" ? fromQuery(url.searchParams) : await fromBody(request);
    const input = fromWire({ ...given, ...parameters }, route.verb.input);
    const result = await execute(route.verb, input, { actor, requestId });
    return answer(
      route.rest.status ?? (request.method === "POST" && !route.names.length ? 201 : 200),
      toWire(result, route.verb.output),
    );
  } catch (error) {
    return restError(error, requestId);
  }
}
