import { EmptyState } from "@/components/ui/empty-state";
import type { Role } from "@/server/kernel/permissions";
import { roleLabels } from "./may";

/** What stands where a link led somebody whose role does not reach there. */
export function NotForRole({ what, role, least }: { what: string; role: Role; least: Role }) {
  return (
    <EmptyState
      title={`${what} are for the role ${roleLabels[least]} and above.`}
      description={`Yours is ${roleLabels[role]}. Ask an owner or admin of this organization; Members shows who they are.`}
    />
  );
}
