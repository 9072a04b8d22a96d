import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { POST } from "@/app/webhook/[[...path]]/route";
import { integrations } from "@/drizzle/schema/integrations";
import { organizations } from "@/drizzle/schema/organizations";
import { createIngestKey } from "@/server/api-keys";
import type { SourceId } from "@/server/integrations";
import { automation, inOrganization, inSystem, type UserActor, uuidv7 } from "@/server/kernel";

process.env.ENCRYPTION_KEY ??= Buffer.alloc(32, 7).toString("base64");

export type Tenant = { organizationId: string; actor: UserActor };

/** An empty organization and its owner. */
export async function createTenant(): Promise<Tenant> {
  const now = new Date();
  const organizationId = uuidv7(now);
  await inSystem((tx) =>
    tx.insert(organizations).values({
      id: organizationId,
      name: "Acme",
      slug: `acme-${randomBytes(5).toString("hex")}`,
      createdAt: now,
    }),
  );
  const actor: UserActor = {
    kind: "user",
    userId: uuidv7(now),
    name: "Ann",
    email: "ann@example.com",
    sessionId: null,
    organizationId,
    role: "owner",
  };
  return { organizationId, actor };
}

const writer = (tenant: Tenant) => {
  const now = new Date();
  return {
    organizationId: tenant.organizationId,
    now,
    newId: (at = now) => uuidv7(at),
    actor: automation("Test", tenant.organizationId),
  };
};

/** A key of the organization's first hour. */
export async function createFirstKey(tenant: Tenant): Promise<{ id: string; secret: string }> {
  return inOrganization(tenant.organizationId, (tx) =>
    createIngestKey(
      { ...writer(tenant), tx },
      { name: "First", integrationId: null, expiresAt: new Date(Date.now() + 3_600_000) },
    ),
  );
}

export type TestIntegration = { id: string; keyId: string; key: string };

/** An integration with a key of its own. */
export async function createTestIntegration(
  tenant: Tenant,
  source: SourceId,
  more: Partial<typeof integrations.$inferInsert> = {},
): Promise<TestIntegration> {
  const context = writer(tenant);
  const id = context.newId();
  return inOrganization(tenant.organizationId, async (tx) => {
    await tx.insert(integrations).values({
      organizationId: tenant.organizationId,
      id,
      source,
      name: `Our ${source}`,
      createdAt: context.now,
      ...more,
    });
    const key = await createIngestKey({ ...context, tx }, { name: "Key", integrationId: id });
    return { id, keyId: key.id, key: key.secret };
  });
}

export type Sent = { status: number; body: Record<string, unknown>; headers: Headers };

/** Posts to the webhook route as a sender does. */
export async function post(
  path: string,
  body: unknown,
  options: { key?: string; headers?: Record<string, string>; gzip?: boolean } = {},
): Promise<Sent> {
  const text = typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body);
  const payload = options.gzip ? gzipSync(text) : text;
  const request = new Request(`http://localhost/webhook/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(options.key ? { authorization: `Bearer ${options.key}` } : {}),
      ...(options.gzip ? { "content-encoding": "gzip" } : {}),
      ...options.headers,
    },
    body: payload as BodyInit,
  });
  const response = await POST(request, {
    params: Promise.resolve({ path: path.split("/").filter(Boolean) }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  };
}

let made = 0;
/** One alert as Alertmanager sends it. */
export function amAlert(more: Record<string, unknown> = {}): Record<string, unknown> {
  const { labels, ...rest } = more;
  return {
    status: "firing",
    labels: {
      alertname: "HighErrorRate",
      severity: "critical",
      service: "checkout",
      instance: "10.0.0.1:9100",
      ...(labels as object | undefined),
    },
    annotations: { summary: "5xx above 5 %" },
    startsAt: "2026-11-20T10:00:00.000Z",
    endsAt: "0001-01-01T00:00:00Z",
    generatorURL: "http://prometheus:9090/graph?g0.expr=up",
    fingerprint: `${(++made).toString(16).padStart(16, "0")}`,
    ...rest,
  };
}

/** A group as Alertmanager sends it. */
export const amGroup = (alerts: unknown[], more: Record<string, unknown> = {}) => ({
  version: "4",
  groupKey: '{}:{alertname="HighErrorRate"}',
  truncatedAlerts: 0,
  status: "firing",
  receiver: "aiops",
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://alertmanager:9093",
  alerts,
  ...more,
});
