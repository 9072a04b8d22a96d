import { organizations } from "@/drizzle/schema/organizations";
import { command } from "@/server/kernel";
import { lockOwnOrganization, presentOrganization } from "../queries";
import { Organization, OrganizationSettings, UpdateOrganizationInput } from "../schema";

export const updateOrganization = command(
  {
    name: "tenancy.updateOrganization",
    summary: "Changes the organization's name or settings; what is left out stays",
    scope: "organization",
    can: "organization:write",
    input: UpdateOrganizationInput,
    output: Organization,
    rest: { method: "PATCH", path: "/organization" },
    example: () => ({ settings: { quietMinutes: 10 } }),
  },
  async ({ tx, audit }, { name, settings }) => {
    const before = await lockOwnOrganization(tx);
    const given = Object.entries(settings ?? {}).filter(([, value]) => value !== undefined);
    const merged = OrganizationSettings.parse({ ...before.settings, ...Object.fromEntries(given) });
    const after = { ...before, name: name ?? before.name, settings: merged };
    await tx.update(organizations).set({ name: after.name, settings: after.settings });
    audit({
      target: { kind: "organization", id: before.id, label: after.name },
      detail: { ...(name ? { name } : {}), ...Object.fromEntries(given) },
    });
    return presentOrganization(after);
  },
);
