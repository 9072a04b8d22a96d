export const dynamic = "force-dynamic";

/** Whether the process answers at all; asks nothing of the database, so that its loss does not restart every server. */
export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
