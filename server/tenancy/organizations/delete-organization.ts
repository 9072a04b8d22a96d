import { sql } from "drizzle-orm";
import { z } from "zod";
import { organizations } from "@/drizzle/schema/organizations";
import {
  command,
  describeActor,
  ForbiddenError,
  InvalidError,
  logger,
  NotFoundError,
  type Tx,
} from "@/server/kernel";
import { currentRole, lockOwnOrganization } from "../queries";
import { DeleteOrganizationInput } from "../schema";

export const deleteOrganization = command(
  {
    name: "tenancy.deleteOrganization",
    summary: "Deletes the organization and everything in it, for good",
    scope: "organization",
    can: "organization:delete",
    input: DeleteOrganizationInput,
    output: z.object({ deleted: z.literal(true) }),
    rest: { method: "DELETE", path: "/organization" },
    example: (fixture) => ({ id: fixture.organization.id, confirmName: fixture.organization.name }),
    audit: "none",
    because: "The audit log goes with the organization; the server's log keeps who deleted it.",
  },
  async ({ tx, actor, requestId }, { id, confirmName }) => {
    const organization = await lockOwnOrganization(tx);
    if (organization.id !== id) throw new NotFoundError("The organization");
    if (actor.kind === "user" && (await currentRole(tx, actor)) !== "owner")
      throw new ForbiddenError("Only an owner deletes the organization.");
    if (confirmName.trim() !== organization.name)
      throw new InvalidError(`Type the organization's name, ${organization.name}, to delete it.`, [
        { path: ["confirmName"], message: "is not the organization's name" },
      ]);
    await deleteUnreferenced(tx, organization.id);
    await tx.delete(organizations);
    const by = describeActor(actor);
    logger.warn(
      { requestId, organizationId: organization.id, by: by.id ?? by.name },
      "an organization was deleted",
    );
    return { deleted: true as const };
  },
);

/** Rows of tenant tables without a foreign key, which the cascade does not reach; the catalogue knows which those are. */
async function deleteUnreferenced(tx: Tx, organizationId: string): Promise<void> {
  const { rows } = await tx.execute<{ name: string }>(sql`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and has_table_privilege(c.oid, 'delete')
      and not exists (
        select from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'public.organizations'::regclass)`);
  for (const { name } of rows)
    await tx.execute(sql`delete from ${sql.identifier(name)} where organization_id = ${organizationId}`);
}
