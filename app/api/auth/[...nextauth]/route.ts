import type { NextRequest } from "next/server";
import { handlers } from "../next-auth";

/**
 * The request under the address its browser used. Next writes 127.0.0.1 as localhost and knows nothing of a proxy before
 * it, so next-auth would lead the browser to a host where its cookie is not; the forms' actions read the same headers.
 */
function asAddressed(request: NextRequest): NextRequest {
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  // With AUTH_URL next-auth puts that address in by itself.
  if (process.env.AUTH_URL || !host) return request;
  const { pathname, search, protocol } = new URL(request.url);
  const scheme = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? protocol.replace(":", "");
  // A plain Request, because Next's own would write localhost again; without AUTH_URL nothing else of it is used.
  return new Request(`${scheme}://${host}${pathname}${search}`, request) as NextRequest;
}

export const GET = (request: NextRequest) => handlers.GET(asAddressed(request));
export const POST = (request: NextRequest) => handlers.POST(asAddressed(request));
