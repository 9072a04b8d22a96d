import { openApiDocument } from "@/server/api/openapi";
import { allVerbs } from "@/server/api/verbs";

export function GET(request: Request): Response {
  const base = process.env.APP_URL ?? process.env.AUTH_URL ?? new URL(request.url).origin;
  return Response.json(openApiDocument(allVerbs, base.replace(/\/$/, "")), {
    headers: { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" },
  });
}
