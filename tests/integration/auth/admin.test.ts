import { describe, expect, it } from "vitest";
import { forgetKeys, resolveApiKey, resolveIngestKey } from "@/server/api-keys";
import { listAudit } from "@/server/audit";
import { enterByLink, getSessionActor } from "@/server/auth";
import { execute, InvalidError, NotFoundError } from "@/server/kernel";
import { runAdminCommand } from "@/server/runtime/admin-commands";
import { getOrganization, listMembers, previewInvitation } from "@/server/tenancy";
import { newBrowser, newEmail, PASSWORD, signedUp, withAuth } from "./setup";

const { clock } = withAuth();
const make = (owner: string) =>
  runAdminCommand({ command: "org:create", values: { name: "Acme & Co", owner } });

describe("org:create", () => {
  it("answers an organization that its owner can enter, and keys that work", async () => {
    process.env.SIGNUP = "invite";
    process.env.APP_URL = "https://aiops.example.com/";
    const owner = newEmail("ann");
    const made = (await make(owner)) as Record<
      "organizationId" | "slug" | "apiKey" | "ingestKey" | "signInUrl",
      string
    >;
    expect(Object.keys(made)).toEqual(["organizationId", "slug", "apiKey", "ingestKey", "signInUrl"]);
    expect(made.slug).toMatch(/^acme-co/);
    const key = (await resolveApiKey(made.apiKey))!;
    expect(await execute(getOrganization, {}, { actor: key })).toMatchObject({
      id: made.organizationId,
      name: "Acme & Co",
    });
    expect((await execute(listMembers, {}, { actor: key })).items).toMatchObject([
      { email: owner, role: "owner" },
    ]);
    const { items } = await execute(listAudit, {}, { actor: key });
    expect(items.map(({ action, actorName }) => [action, actorName])).toEqual(
      expect.arrayContaining([
        ["tenancy.createOrganization", "Operator's shell"],
        ["apiKeys.createKey", "Operator's shell"],
        ["apiKeys.createIngestKey", "Operator's shell"],
      ]),
    );
    expect(await resolveIngestKey(made.ingestKey)).toMatchObject({
      organizationId: made.organizationId,
      integrationId: null,
    });
    const [, ticket] = /^https:\/\/aiops\.example\.com\/enter\/(.+)$/.exec(made.signInUrl) ?? [];
    const entered = await enterByLink(ticket ?? "", { name: "Ann", password: PASSWORD });
    const browser = newBrowser();
    await browser.redeem(entered.ok ? entered.ticket : "");
    expect(await getSessionActor(browser.headers())).toMatchObject({ email: owner, name: "Ann" });
    clock.later(3_600_000);
    forgetKeys();
    expect(await resolveIngestKey(made.ingestKey)).toBeNull();
  });

  it("gives an account that exists another organization, and no second account", async () => {
    const { email, userId } = await signedUp();
    const { apiKey } = (await make(email.toUpperCase())) as { apiKey: string };
    const { items } = await execute(listMembers, {}, { actor: (await resolveApiKey(apiKey))! });
    expect(items).toMatchObject([{ userId, name: "Ann", role: "owner" }]);
  });

  it("refuses what is no address", async () => {
    await expect(make("ann")).rejects.toBeInstanceOf(InvalidError);
  });
});

describe("key:create and user:invite", () => {
  it("take an organization by its slug or id, and explain what is wrong", async () => {
    const { slug, organizationId } = (await make(newEmail())) as { slug: string; organizationId: string };
    const key = await runAdminCommand({
      command: "key:create",
      values: { organization: slug, name: "CI", scopes: "incidents:read, alerts:read" },
    });
    expect(key.scopes).toEqual(["alerts:read", "incidents:read"]);
    expect((await resolveApiKey(String(key.apiKey)))?.organizationId).toBe(organizationId);
    const preset = await runAdminCommand({
      command: "key:create",
      values: { organization: organizationId, name: "CI", scopes: "read" },
    });
    expect(preset.scopes).not.toContain("alerts:write");
    for (const values of [
      { organization: slug, name: "CI", scopes: "coffee:brew" },
      { organization: slug, name: "CI", scopes: "" },
    ])
      await expect(runAdminCommand({ command: "key:create", values })).rejects.toThrow(/--scopes/);
    await expect(
      runAdminCommand({
        command: "key:create",
        values: { organization: "nobody", name: "CI", scopes: "read" },
      }),
    ).rejects.toBeInstanceOf(NotFoundError);

    const email = newEmail("bob");
    const invited = await runAdminCommand({
      command: "user:invite",
      values: { organization: slug, email, role: "owner" },
    });
    const token = String(invited.link).split("/").at(-1) ?? "";
    expect(await execute(previewInvitation, { token }, { actor: { kind: "anonymous" } })).toMatchObject({
      email,
      role: "owner",
      invitedBy: "Operator's shell",
    });
    await expect(
      runAdminCommand({ command: "user:invite", values: { organization: slug, email, role: "king" } }),
    ).rejects.toThrow(/--role/);
  });
});
