import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { apiKeys } from "@/drizzle/schema/api-keys";
import {
  bindIngestKey,
  createIngestKey,
  createKey,
  forgetKeys,
  listKeys,
  resolveApiKey,
  resolveIngestKey,
  revokeKey,
  rotateKey,
} from "@/server/api-keys";
import {
  ConflictError,
  execute,
  type Fixture,
  ForbiddenError,
  InvalidError,
  inOrganization,
  inSystem,
  setClock,
  uuidv7,
} from "@/server/kernel";
import { actorOf, createFixture } from "../../support/fixture";

const HOUR_MS = 3_600_000;
let fixture: Fixture;
let now: Date;
const later = (ms: number) => {
  now = new Date(now.getTime() + ms);
};

beforeEach(async () => {
  fixture = await createFixture();
  now = new Date();
  setClock({ now: () => now });
  forgetKeys();
});
afterEach(() => setClock(undefined));

const caller = (role: "owner" | "admin" | "member" = "admin") => ({ actor: actorOf(fixture, role) });
const make = (input: Parameters<typeof execute<typeof createKey.input, typeof createKey.output>>[1]) =>
  execute(createKey, input, caller());
const stored = async (id: string) => {
  const [row] = await inSystem((tx) => tx.select().from(apiKeys).where(eq(apiKeys.id, id)));
  return row!;
};
const ingestKey = (integrationId: string | null, expiresAt: Date | null = null) =>
  inOrganization(fixture.organization.id, (tx) =>
    createIngestKey(
      { tx, organizationId: fixture.organization.id, now, newId: () => uuidv7(now), actor: actorOf(fixture) },
      { name: "Alertmanager", integrationId, expiresAt },
    ),
  );

describe("an API key", () => {
  it("opens its organization with its scopes, and nothing is stored that would open it again", async () => {
    const { key, secret } = await make({ name: "Grafana", preset: "read" });
    expect(secret).toMatch(/^aip_[\w-]{32}$/);
    expect(key.prefix).toBe(secret.slice(0, 12));
    const actor = await resolveApiKey(secret);
    expect(actor).toMatchObject({ kind: "key", organizationId: fixture.organization.id, name: "Grafana" });
    expect(actor?.scopes).toContain("alerts:read");
    expect(actor?.scopes).not.toContain("alerts:write");
    expect(JSON.stringify(await stored(key.id))).not.toContain(secret);
  });

  it("is refused when it is wrong, empty, huge or of the other kind", async () => {
    const { secret } = await make({ name: "Grafana", preset: "read" });
    const ingest = await ingestKey(fixture.integration.id);
    expect(await resolveApiKey(`${secret}x`)).toBeNull();
    expect(await resolveApiKey("")).toBeNull();
    expect(await resolveApiKey("a".repeat(100_000))).toBeNull();
    expect(await resolveApiKey(ingest.secret)).toBeNull();
    expect(await resolveIngestKey(secret)).toBeNull();
  });

  it("never holds more than its maker", async () => {
    await expect(make({ name: "x", scopes: ["organization:delete"] })).rejects.toBeInstanceOf(ForbiddenError);
    const own = await execute(createKey, { name: "x", scopes: ["organization:delete"] }, caller("owner"));
    // Otherwise an admin could take an owner's key over by rotating it.
    await expect(execute(rotateKey, { id: own.key.id }, caller())).rejects.toBeInstanceOf(ForbiddenError);
    const { secret } = await make({ name: "keys", scopes: ["keys:write"] });
    const actor = (await resolveApiKey(secret))!;
    await expect(execute(createKey, { name: "y", preset: "read" }, { actor })).rejects.toBeInstanceOf(
      ForbiddenError,
    );
  });

  it("takes a preset or scopes, not both and not neither", async () => {
    await expect(make({ name: "x" })).rejects.toBeInstanceOf(InvalidError);
    await expect(make({ name: "x", preset: "read", scopes: ["alerts:read"] })).rejects.toBeInstanceOf(
      InvalidError,
    );
  });

  it("dies at its expiry, and tells who still sends it", async () => {
    const { key, secret } = await make({ name: "x", preset: "read", expiresInDays: 1 });
    later(24 * HOUR_MS - 1);
    expect(await resolveApiKey(secret)).not.toBeNull();
    later(1);
    expect(await resolveApiKey(secret, { from: "203.0.113.9" })).toBeNull();
    const { items } = await execute(listKeys, { kind: "api" }, caller());
    expect(items.find(({ id }) => id === key.id)).toMatchObject({
      state: "expired",
      lastRefusedAt: now,
      lastRefusedFrom: "203.0.113.9",
    });
  });

  it("is dead at once where it was revoked, and cannot be revoked or rotated again", async () => {
    const { key, secret } = await make({ name: "x", preset: "read" });
    expect(await resolveApiKey(secret)).not.toBeNull();
    await execute(revokeKey, { id: key.id }, caller());
    expect(await resolveApiKey(secret, { from: "10.0.0.1" })).toBeNull();
    expect((await stored(key.id)).lastRefusedFrom).toBe("10.0.0.1");
    await expect(execute(revokeKey, { id: key.id }, caller())).rejects.toBeInstanceOf(ConflictError);
    await expect(execute(rotateKey, { id: key.id }, caller())).rejects.toBeInstanceOf(ConflictError);
  });

  it("revoked by another server is obeyed within five seconds", async () => {
    const { key, secret } = await make({ name: "x", preset: "read" });
    expect(await resolveApiKey(secret)).not.toBeNull();
    await inSystem((tx) => tx.update(apiKeys).set({ revokedAt: now }).where(eq(apiKeys.id, key.id)));
    later(5_000);
    expect(await resolveApiKey(secret)).toBeNull();
  });

  it("notes its use once a minute", async () => {
    const { key, secret } = await make({ name: "x", preset: "read" });
    const first = now;
    await resolveApiKey(secret);
    later(30_000);
    await resolveApiKey(secret);
    expect((await stored(key.id)).lastUsedAt).toEqual(first);
    later(30_000);
    await resolveApiKey(secret);
    expect((await stored(key.id)).lastUsedAt).toEqual(now);
  });
});

describe("rotation", () => {
  it("keeps the old key for 24 hours", async () => {
    const old = await make({ name: "x", preset: "write" });
    const fresh = await execute(rotateKey, { id: old.key.id }, caller());
    expect(fresh.secret).not.toBe(old.secret);
    expect(fresh.key.scopes).toEqual(old.key.scopes);
    later(24 * HOUR_MS - 1);
    expect(await resolveApiKey(old.secret)).not.toBeNull();
    later(1);
    expect(await resolveApiKey(old.secret)).toBeNull();
    expect(await resolveApiKey(fresh.secret)).not.toBeNull();
  });

  it("happens once, however many ask at the same time", async () => {
    const { key } = await make({ name: "race", preset: "read" });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => execute(rotateKey, { id: key.id }, caller())),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(ConflictError);
    const { items } = await execute(listKeys, {}, caller());
    expect(
      items
        .filter(({ name }) => name === "race")
        .map(({ state }) => state)
        .sort(),
    ).toEqual(["active", "expiring"]);
  });

  it("of an ingest key leads to the same integration", async () => {
    const old = await ingestKey(fixture.integration.id);
    const fresh = await execute(rotateKey, { id: old.id }, caller());
    expect(fresh.secret).toMatch(/^aik_/);
    expect(await resolveIngestKey(fresh.secret)).toMatchObject({ integrationId: fixture.integration.id });
    expect(await resolveIngestKey(old.secret)).toMatchObject({ integrationId: fixture.integration.id });
  });
});

describe("the key of a first hour", () => {
  it("belongs to no integration, and ends", async () => {
    const { secret } = await ingestKey(null, new Date(now.getTime() + HOUR_MS));
    expect(await resolveIngestKey(secret)).toMatchObject({ integrationId: null });
    later(HOUR_MS);
    expect(await resolveIngestKey(secret)).toBeNull();
  });

  it("lives on once it is bound to the integration it made, and is bound once", async () => {
    const { id, secret } = await ingestKey(null, new Date(now.getTime() + HOUR_MS));
    const bind = () =>
      inOrganization(fixture.organization.id, (tx) =>
        bindIngestKey({ tx, organizationId: fixture.organization.id }, id, fixture.integration.id),
      );
    const outcomes = await Promise.allSettled([bind(), bind(), bind()]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    later(2 * HOUR_MS);
    expect(await resolveIngestKey(secret)).toMatchObject({
      integrationId: fixture.integration.id,
      expiresAt: null,
    });
  });
});

it("lists by cursor, newest first, without a gap or a repeat", async () => {
  for (let n = 0; n < 5; n++) {
    later(1);
    await make({ name: `k${n}`, preset: "read" });
  }
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await execute(listKeys, { kind: "api", limit: 2, cursor }, caller());
    names.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(names).toEqual(["k4", "k3", "k2", "k1", "k0", "CI"]);
});
