import { flushOutbox } from "@/inngest/relay";
import { runDueSweeps } from "@/inngest/sweeps";
import { secretsEqual } from "@/server/kernel";

export const dynamic = "force-dynamic";
export const maxDuration = 60;

const SWEEP_BUDGET_MS = 40_000;

/** The minute tick where no process lives: sends what waits in the outbox and runs the sweeps that are due. */
export async function GET(request: Request): Promise<Response> {
  const secret = process.env.CRON_SECRET;
  if (!secret) return new Response(null, { status: 404 });
  const given = request.headers.get("authorization") ?? "";
  if (!secretsEqual(given, `Bearer ${secret}`)) return new Response(null, { status: 401 });
  const [outbox, sweeps] = await Promise.allSettled([flushOutbox(), runDueSweeps(SWEEP_BUDGET_MS)]);
  const ok = outbox.status === "fulfilled" && sweeps.status === "fulfilled";
  return Response.json({ outbox: outbox.status, sweeps: sweeps.status }, { status: ok ? 200 : 500 });
}
