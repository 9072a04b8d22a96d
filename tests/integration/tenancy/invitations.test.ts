import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/kernel";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import {
  ConflictError,
  execute,
  type Fixture,
  ForbiddenError,
  InvalidError,
  inOrganization,
  inSystem,
  NotFoundError,
  setClock,
  type UserActor,
} from "@/server/kernel";
import {
  acceptInvitation,
  createInvitation,
  listInvitations,
  listMyOrganizations,
  previewInvitation,
  revokeInvitation,
} from "@/server/tenancy";
import { actorOf, createFixture } from "../../support/fixture";
import { addMember, addStranger } from "./people";

const DAY_MS = 86_400_000;
let fixture: Fixture;
let ann: UserActor;
let now: Date;
beforeEach(async () => {
  fixture = await createFixture();
  ann = actorOf(fixture, "owner");
  now = new Date();
  setClock({ now: () => now });
});
afterEach(() => setClock(undefined));

const tokenIn = (link: string) => link.split("/").at(-1) ?? "";
async function invite(email: string, role: "member" | "owner" = "member", actor = ann) {
  const { invitation, link } = await execute(createInvitation, { email, role }, { actor });
  return { invitation, token: tokenIn(link) };
}
const memberships = (userId: string) =>
  inSystem((tx) => tx.select().from(organizationMembers).where(eq(organizationMembers.userId, userId)));
const stateOf = async (id: string) =>
  (await execute(listInvitations, {}, { actor: ann })).items.find((item) => item.id === id)?.state;

describe("an invitation", () => {
  it("leads one person into the organization, with its role, once", async () => {
    const eve = await addStranger("Eve");
    const { invitation, token } = await invite(eve.email);
    const seen = await execute(previewInvitation, { token }, { actor: { kind: "anonymous" } });
    expect(seen).toMatchObject({
      organizationName: "Acme",
      email: eve.email,
      state: "pending",
      hasAccount: true,
    });
    const { organization } = await execute(acceptInvitation, { token }, { actor: eve });
    expect(organization).toMatchObject({ id: fixture.organization.id, role: "member" });
    expect((await execute(listMyOrganizations, {}, { actor: eve })).items).toHaveLength(1);
    expect(await stateOf(invitation.id)).toBe("accepted");
    await expect(execute(acceptInvitation, { token }, { actor: eve })).rejects.toBeInstanceOf(ConflictError);
  });

  it("accepted twice at the same moment adds one membership and one entry in the audit log", async () => {
    const eve = await addStranger("Eve");
    const { invitation, token } = await invite(eve.email);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 6 }, () => execute(acceptInvitation, { token }, { actor: eve })),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ConflictError);
    expect(await memberships(eve.userId)).toHaveLength(1);
    const entries = await inOrganization(fixture.organization.id, (tx) =>
      tx
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.action, "tenancy.acceptInvitation"), eq(auditLog.targetId, invitation.id))),
    );
    expect(entries).toHaveLength(1);
  });

  it("is worth nothing to another address", async () => {
    const { token } = await invite("eve@example.com");
    const mallory = await addStranger("Mallory");
    await expect(execute(acceptInvitation, { token }, { actor: mallory })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    expect(await memberships(mallory.userId)).toEqual([]);
  });

  it("does not mind the case of an address", async () => {
    const eve = await addStranger("Eve");
    const { token } = await invite(`  ${eve.email.toUpperCase()} `);
    await execute(acceptInvitation, { token }, { actor: eve });
    expect(await memberships(eve.userId)).toHaveLength(1);
  });

  it("ends after 7 days", async () => {
    const eve = await addStranger("Eve");
    const { invitation, token } = await invite(eve.email);
    now = new Date(now.getTime() + 7 * DAY_MS);
    expect(await stateOf(invitation.id)).toBe("expired");
    await expect(execute(acceptInvitation, { token }, { actor: eve })).rejects.toThrow(/expired/);
  });

  it("is taken back, and a taken back one admits nobody, whoever is first", async () => {
    const eve = await addStranger("Eve");
    const { invitation, token } = await invite(eve.email);
    const [revoked, accepted] = await Promise.allSettled([
      execute(revokeInvitation, { id: invitation.id }, { actor: ann }),
      execute(acceptInvitation, { token }, { actor: eve }),
    ]);
    expect([revoked.status, accepted.status].sort()).toEqual(["fulfilled", "rejected"]);
    expect(await memberships(eve.userId)).toHaveLength(accepted.status === "fulfilled" ? 1 : 0);
  });

  it("is replaced by a new one for the same address", async () => {
    const eve = await addStranger("Eve");
    const first = await invite(eve.email);
    const second = await invite(eve.email);
    expect(await stateOf(first.invitation.id)).toBe("revoked");
    await expect(execute(acceptInvitation, { token: first.token }, { actor: eve })).rejects.toBeInstanceOf(
      ConflictError,
    );
    await execute(acceptInvitation, { token: second.token }, { actor: eve });
  });

  it("goes to nobody who is a member, nor to the demo's person", async () => {
    await expect(invite(fixture.otherUser.email)).rejects.toBeInstanceOf(ConflictError);
    await expect(invite("demo@aiops.invalid")).rejects.toBeInstanceOf(InvalidError);
    await expect(invite("not an address")).rejects.toBeInstanceOf(InvalidError);
  });

  it("makes an owner only from an owner's hand", async () => {
    const carl = await addMember(fixture, "Carl", "admin");
    await expect(invite("x@example.com", "owner", carl)).rejects.toBeInstanceOf(ForbiddenError);
    await invite("x@example.com", "owner");
  });

  it("is not found by a wrong secret", async () => {
    await expect(
      execute(previewInvitation, { token: "aii_wrong" }, { actor: { kind: "anonymous" } }),
    ).rejects.toBeInstanceOf(NotFoundError);
  });
});
