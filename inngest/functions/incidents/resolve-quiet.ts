import { resolveQuietIncidents } from "@/server/incidents";
import { automation, execute } from "@/server/kernel";

/** Ends what has been quiet long enough in one organization; answers when the next may end. */
export async function resolveQuiet(organizationId: string): Promise<Date | null> {
  const { dueAt } = await execute(
    resolveQuietIncidents,
    {},
    { actor: automation("Quiet time", organizationId) },
  );
  return dueAt;
}
