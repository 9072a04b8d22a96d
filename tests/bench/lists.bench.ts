// needs: database
import { parseArgs } from "node:util";
import { createPool } from "@/drizzle/client";
import { users } from "@/drizzle/schema/auth";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import { alertCounts, getAlert, listAlerts } from "@/server/alerts";
import { listIncidents } from "@/server/incidents";
import { execute, inOrganization, inSystem, setDatabase, type UserActor, uuidv7 } from "@/server/kernel";
import { figure } from "./figure";
import { loadAlerts } from "./load-alerts";

// What the pages ask for, as verbs, through row security, over organizations in turn, one question at a time.
const { values: options } = parseArgs({
  options: {
    alerts: { type: "string", default: "1000000" },
    incidents: { type: "string", default: "50000" },
    organizations: { type: "string", default: "20" },
    times: { type: "string", default: "100" },
  },
});
const load = {
  alerts: Number(options.alerts),
  incidents: Number(options.incidents),
  organizations: Number(options.organizations),
};
const TIMES = Number(options.times);

const pool = createPool(process.env.DATABASE_URL ?? "", { driver: "pg" });
setDatabase({ pool, driver: "pg" });
const startedAt = performance.now();
const organizationIds = await loadAlerts(pool, load);
const note = `${load.alerts} alerts, ${load.incidents} incidents, ${load.organizations} organizations`;
figure({ bench: "lists", metric: "load_s", value: (performance.now() - startedAt) / 1000, unit: "s", note });

const now = new Date();
const userId = uuidv7(now);
await inSystem(async (tx) => {
  await tx.insert(users).values({ id: userId, name: "Ann", email: "ann@example.com", createdAt: now });
  await tx.insert(organizationMembers).values(
    organizationIds.map((organizationId) => ({
      organizationId,
      userId,
      role: "owner" as const,
      name: "Ann",
      email: "ann@example.com",
      createdAt: now,
    })),
  );
});
const actorIn = (organizationId: string): UserActor => ({
  kind: "user",
  userId,
  name: "Ann",
  email: "ann@example.com",
  sessionId: null,
  organizationId,
  role: "owner",
});

type Caller = { actor: UserActor };
type Ask = (caller: Caller, n: number) => Promise<unknown>;
const all = { view: "all" as const };
const questions: Record<string, Ask> = {
  first_page: (caller) => execute(listAlerts, all, caller),
  open: (caller) => execute(listAlerts, {}, caller),
  open_by_severity: (caller) => execute(listAlerts, { order: "severity" }, caller),
  filter: (caller, n) => execute(listAlerts, { ...all, service: `service-${n % 120}` }, caller),
  filter_severity: (caller) => execute(listAlerts, { ...all, severity: "critical" }, caller),
  label: (caller, n) => execute(listAlerts, { ...all, label: `host=host-${n % 2000}` }, caller),
  label_common: (caller) => execute(listAlerts, { ...all, label: "job=node" }, caller),
  label_absent: (caller) => execute(listAlerts, { ...all, label: "host=nowhere" }, caller),
  two_filters: (caller, n) =>
    execute(listAlerts, { ...all, severity: "critical", service: `service-${n % 120}` }, caller),
  filter_and_label: (caller, n) =>
    execute(listAlerts, { ...all, environment: "staging", label: `cluster=c${n % 6}` }, caller),
  filter_and_label_empty: (caller) =>
    execute(listAlerts, { ...all, environment: "staging", label: "env=0" }, caller),
  search: (caller) => execute(listAlerts, { ...all, search: "diskf" }, caller),
  search_absent: (caller) => execute(listAlerts, { ...all, search: "zzz" }, caller),
  counts: (caller) => execute(alertCounts, {}, caller),
  incidents: (caller) => execute(listIncidents, { view: "all" }, caller),
  incidents_open: (caller) => execute(listIncidents, {}, caller),
  incidents_open_worst_first: (caller) => execute(listIncidents, { order: "severity" }, caller),
};

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
const everything: number[] = [];
/** Printed and not under the aim: an intersection of two popular filters that is empty is looked for to the end. */
const beside = new Set(["filter_and_label_empty"]);

async function measure(name: string, ask: Ask): Promise<void> {
  const times: number[] = [];
  for (let n = -organizationIds.length; n < TIMES; n++) {
    const organizationId = organizationIds[(n + organizationIds.length) % organizationIds.length] ?? "";
    const began = performance.now();
    await ask({ actor: actorIn(organizationId) }, n + organizationIds.length);
    // The first round warms up.
    if (n >= 0) times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  if (!beside.has(name)) everything.push(quantile(times, 0.95));
  figure({
    bench: "lists",
    metric: `p95_ms_${name}`,
    value: quantile(times, 0.95),
    unit: "ms",
    note: `p50 ${quantile(times, 0.5).toFixed(1)} ms`,
  });
}

// The trip alone: begin, role, commit.
const trips: number[] = [];
for (let n = 0; n < 200; n++) {
  const began = performance.now();
  await inOrganization(organizationIds[n % organizationIds.length] ?? "", async () => undefined);
  trips.push(performance.now() - began);
}
const trip = quantile(
  trips.sort((a, b) => a - b),
  0.95,
);

for (const [name, ask] of Object.entries(questions)) await measure(name, ask);
const cursors = new Map<string, string>();
for (const organizationId of organizationIds) {
  let cursor: string | undefined;
  for (let turn = 0; turn < 20; turn++)
    cursor =
      (await execute(listAlerts, { ...all, cursor, limit: 200 }, { actor: actorIn(organizationId) }))
        .nextCursor ?? undefined;
  if (cursor) cursors.set(organizationId, cursor);
}
await measure("cursor", ({ actor }) =>
  execute(listAlerts, { ...all, cursor: cursors.get(actor.organizationId ?? "") }, { actor }),
);
const [one] = (await execute(listAlerts, all, { actor: actorIn(organizationIds[0] ?? "") })).items;
await measure("alert", () =>
  execute(getAlert, { id: one?.id ?? "" }, { actor: actorIn(organizationIds[0] ?? "") }),
);
figure({
  bench: "lists",
  metric: "p95_ms",
  value: Math.max(...everything),
  unit: "ms",
  reference: trip,
  note: `${note}; the slowest question; reference: an empty transaction`,
});
await pool.end();
