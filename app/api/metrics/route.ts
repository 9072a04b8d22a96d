import { bearerOf, operatorAccess } from "@/app/operator/access";
import { collectMetrics } from "./collect";
import { CONTENT_TYPE, expose } from "./exposition";

export const dynamic = "force-dynamic";

export async function GET({ headers }: Request): Promise<Response> {
  const access = operatorAccess(headers, { bearer: bearerOf(headers) });
  if (access === "absent")
    return Response.json(
      { code: "not_found", message: "Set OPERATOR_TOKEN and send it as Bearer to read the metrics." },
      { status: 404 },
    );
  if (access === "locked")
    return Response.json(
      { code: "unauthorized", message: "Send the operator's token: Authorization: Bearer …" },
      { status: 401, headers: { "www-authenticate": "Bearer" } },
    );
  return new Response(expose(await collectMetrics()), {
    headers: { "content-type": CONTENT_TYPE, "cache-control": "no-store" },
  });
}
