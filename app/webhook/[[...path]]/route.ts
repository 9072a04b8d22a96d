import { randomUUID } from "node:crypto";
import { receiveDelivery, refuseDelivery } from "@/server/alerts";
import { toWire } from "@/server/api/wire";
import { resolveIngestKey } from "@/server/api-keys";
import { isSourceId, sourceIds } from "@/server/integrations";
import { DomainError, logger, UnavailableError } from "@/server/kernel";
import { BodyTooLarge, maxBody, readBody } from "./body";
import { keyOf } from "./key";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";
export const maxDuration = 60;

// Beyond this many at once a sender hears 503 and tries again, rather than waiting until it gives up.
const IN_FLIGHT_MAX = 200;
let inFlight = 0;

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { "cache-control": "no-store", ...headers } });

const refuse = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  answer(status, { code, message }, headers);

const unauthorized = () =>
  refuse(401, "unauthorized", "Send a valid key of an integration.", {
    "www-authenticate": 'Basic realm="AIOps"',
  });

/** Names that a parser may need; credentials are not among them. */
function headersFor(request: Request): Record<string, string> {
  const headers = Object.fromEntries(request.headers);
  for (const name of ["authorization", "x-api-key", "cookie", "proxy-authorization"]) delete headers[name];
  return headers;
}

async function deliver(request: Request, path: string[]): Promise<Response> {
  const { key: secret, rest } = keyOf(request.headers, path);
  const [source = ""] = rest;
  if (!isSourceId(source))
    return refuse(
      404,
      "not_found",
      `There is no such source. Post to one of: ${sourceIds.map((id) => `/webhook/${id}`).join(", ")}.`,
    );
  const from = request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? null;
  const key = secret ? await resolveIngestKey(secret, { from }) : null;
  if (!key) return unauthorized();
  let body: Uint8Array;
  try {
    body = await readBody(request, maxBody());
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    await refuseDelivery({ source, key, bytes: error.bytes, message: error.message });
    throw error;
  }
  const received = await receiveDelivery({ source, key, headers: headersFor(request), body });
  if (received.status === "refused")
    return refuse(413, "too_large", received.errors[0]?.message ?? "Too large.", CLOSE);
  return answer(202, toWire(received));
}

const CLOSE = { connection: "close" };

function failure(error: unknown): Response {
  if (error instanceof DomainError) {
    if (error.status === 401) return unauthorized();
    const headers = error.status === 413 ? CLOSE : error.status === 503 ? { "retry-after": "5" } : {};
    return refuse(error.status, error.code, error.message, headers as Record<string, string>);
  }
  const requestId = randomUUID();
  logger.error({ requestId, err: error }, "a delivery failed");
  // Not 500: what we did not foresee may pass, and most senders try a 503 again.
  return refuse(503, "unavailable", `The delivery could not be stored. Quote request ${requestId}.`, {
    "retry-after": "5",
  });
}

type Params = { params: Promise<{ path?: string[] }> };

/** Takes one delivery of a monitoring tool; answers 202 once it is committed. */
export async function POST(request: Request, { params }: Params): Promise<Response> {
  const { path = [] } = await params;
  if (inFlight >= IN_FLIGHT_MAX)
    return failure(new UnavailableError("Too much is being delivered at once. Try again shortly."));
  inFlight++;
  try {
    return await deliver(request, path);
  } catch (error) {
    return failure(error);
  } finally {
    inFlight--;
  }
}

function onlyPost(): Response {
  return refuse(405, "method_not_allowed", "Webhooks are delivered by POST. Nothing is read here.", {
    allow: "POST",
  });
}

export {
  onlyPost as DELETE,
  onlyPost as GET,
  onlyPost as HEAD,
  onlyPost as OPTIONS,
  onlyPost as PATCH,
  onlyPost as PUT,
};
