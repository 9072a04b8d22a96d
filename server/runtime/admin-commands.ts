import { eq, or } from "drizzle-orm";
import { organizations } from "@/drizzle/schema/organizations";
import { createIngestKey, createKey } from "@/server/api-keys";
import { KeyPreset, KeyScope } from "@/server/api-keys/schema";
import { ensureUser, issueTicket, LINK_LIFE_MS } from "@/server/auth";
import { environment } from "@/server/env";
import {
  auditEntry,
  automation,
  describeActor,
  execute,
  getClock,
  InvalidError,
  inOrganization,
  inSystem,
  insertAudit,
  isUuid,
  NotFoundError,
  uuidv7,
} from "@/server/kernel";
import { createInvitation, foundOrganization, lockFounding } from "@/server/tenancy";
import { MemberRole } from "@/server/tenancy/schema";
import type { AdminCall, AdminValues } from "./admin-arguments";

const ACTOR = "Operator's shell";
const FIRST_HOUR_MS = 3_600_000;

/** An organization whose owner gets in by a link: who has the server's shell needs nobody's permission. */
async function createOrganization({ name, owner }: AdminValues<"org:create">) {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(owner)) throw new InvalidError("--owner must be an e-mail address.");
  const now = getClock().now();
  const organizationId = uuidv7(now);
  const actor = automation(ACTOR, organizationId);
  const { slug, ticket } = await inSystem(async (tx) => {
    await lockFounding(tx);
    const person = await ensureUser(tx, { email: owner }, now);
    const organization = await foundOrganization(tx, {
      id: organizationId,
      name: name.trim(),
      owner: { userId: person.userId, name: person.name, email: person.email },
      now,
    });
    const note = {
      target: { kind: "organization", id: organizationId, label: organization.name },
      detail: { owner: person.email },
    };
    await insertAudit(tx, [
      auditEntry("tenancy.createOrganization", note, describeActor(actor), now, organizationId, undefined),
    ]);
    const secret = await issueTicket(tx, { userId: person.userId, method: "link" }, LINK_LIFE_MS);
    return { slug: organization.slug, ticket: secret };
  });
  const { secret: apiKey } = await execute(createKey, { name: "First key", preset: "admin" }, { actor });
  const ingestKey = await inOrganization(organizationId, async (tx) => {
    const key = await createIngestKey(
      { tx, organizationId, actor, now, newId: (at = now) => uuidv7(at) },
      { name: "First hour", integrationId: null, expiresAt: new Date(now.getTime() + FIRST_HOUR_MS) },
    );
    const note = { target: { kind: "key", id: key.id, label: "First hour" } };
    await insertAudit(tx, [
      auditEntry("apiKeys.createIngestKey", note, describeActor(actor), now, organizationId, undefined),
    ]);
    return key.secret;
  });
  return { organizationId, slug, apiKey, ingestKey, signInUrl: `${environment().publicUrl}/enter/${ticket}` };
}

async function findOrganization(given: string): Promise<string> {
  const [row] = await inSystem((tx) =>
    tx
      .select({ id: organizations.id })
      .from(organizations)
      .where(or(eq(organizations.slug, given), isUuid(given) ? eq(organizations.id, given) : undefined)),
  );
  if (!row) throw new NotFoundError(`The organization ${given}`);
  return row.id;
}

/** `read`, `write`, `admin` or a list of scopes. */
function scopesOf(given: string) {
  const preset = KeyPreset.safeParse(given.trim());
  if (preset.success) return { preset: preset.data };
  const scopes = given.split(",").map((scope) => {
    const parsed = KeyScope.safeParse(scope.trim());
    if (!parsed.success)
      throw new InvalidError(
        `--scopes: there is no ${scope.trim()}. Give ${KeyPreset.options.join(", ")}, or some of ${KeyScope.options.join(", ")}.`,
      );
    return parsed.data;
  });
  return { scopes };
}

async function createApiKey({ organization, name, scopes }: AdminValues<"key:create">) {
  const organizationId = await findOrganization(organization);
  const created = await execute(
    createKey,
    { name, ...scopesOf(scopes) },
    { actor: automation(ACTOR, organizationId) },
  );
  return { organizationId, keyId: created.key.id, apiKey: created.secret, scopes: created.key.scopes };
}

async function inviteUser({ organization, email, role }: AdminValues<"user:invite">) {
  const organizationId = await findOrganization(organization);
  const parsed = MemberRole.safeParse(role.trim());
  if (!parsed.success) throw new InvalidError(`--role must be one of ${MemberRole.options.join(", ")}.`);
  const { invitation, link } = await execute(
    createInvitation,
    { email, role: parsed.data },
    { actor: automation(ACTOR, organizationId) },
  );
  return {
    organizationId,
    invitationId: invitation.id,
    email: invitation.email,
    expiresAt: invitation.expiresAt,
    link,
  };
}

/** Runs one command of the operator's shell and answers what it prints as JSON. */
export function runAdminCommand(call: AdminCall): Promise<Record<string, unknown>> {
  switch (call.command) {
    case "org:create":
      return createOrganization(call.values);
    case "key:create":
      return createApiKey(call.values);
    case "user:invite":
      return inviteUser(call.values);
  }
}
