import { eq, inArray } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { alerts } from "@/drizzle/schema/alerts";
import { dueWork, outbox } from "@/drizzle/schema/kernel";
import { organizations } from "@/drizzle/schema/organizations";
import { correlatePending } from "@/server/correlation";
import {
  getIncidentDetail,
  getIncidentTimeline,
  listIncidents,
  mergeIncidents,
  QUIET_SWEEP,
  removeIncidentAlert,
  resolveIncident,
  resolveQuietIncidents,
  settlePending,
} from "@/server/incidents";
import { automation, execute, type Fixture, inOrganization, inSystem, setClock } from "@/server/kernel";
import { type AlertSeed, actorOf, addAlert, createFixture } from "../../support/fixture";

let fixture: Fixture;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const add = (seed: AlertSeed = {}) =>
  addAlert(fixture.organization.id, fixture.integration.id, { environment: "test", ...seed });
const worker = () => ({ actor: automation("Correlation", fixture.organization.id) });
/** What the job does: a batch, then the incidents it touched. */
const correlateAll = async () => {
  const result = await execute(correlatePending, {}, worker());
  await execute(settlePending, {}, worker());
  return result;
};
const incidentOf = async (alertId: string) => {
  const [row] = await inOrganization(fixture.organization.id, (tx) =>
    tx.select().from(alerts).where(eq(alerts.id, alertId)),
  );
  if (!row?.incidentId) return null;
  return execute(getIncidentDetail, { id: row.incidentId }, worker());
};
const clear = (ids: string[], at: Date) =>
  inOrganization(fixture.organization.id, (tx) =>
    tx
      .update(alerts)
      .set({ status: "resolved", resolvedAt: at, resolvedReason: "source", correlatedAt: null })
      .where(inArray(alerts.id, ids)),
  );
const settings = (value: Record<string, unknown>) =>
  inSystem((tx) =>
    tx.update(organizations).set({ settings: value }).where(eq(organizations.id, fixture.organization.id)),
  );

beforeEach(async () => {
  fixture = await createFixture("Corr");
  return () => setClock(undefined);
});

describe("placing", () => {
  it("joins what shares a service and opens the rest, with links, timeline and events", async () => {
    const first = await add({ service: "pay", timestamp: minutesAgo(3) });
    const second = await add({ service: "pay", alertName: "Latency", timestamp: minutesAgo(2) });
    const other = await add({ service: "mail", severity: "warning" });
    expect(await correlateAll()).toEqual({ claimed: 3, opened: 2, more: false });
    const incident = await incidentOf(first.id);
    expect(incident).toMatchObject({
      alertCount: 2,
      firingCount: 2,
      severity: "critical",
      affectedServices: ["pay"],
      status: "open",
      createdBy: "Correlation",
    });
    expect(incident?.alerts.map((member) => member.alert.id).sort()).toEqual([first.id, second.id].sort());
    expect((await incidentOf(other.id))?.severity).toBe("warning");
    const { events } = await execute(getIncidentTimeline, { id: incident?.id ?? "" }, worker());
    expect(events.map((event) => event.title)).toEqual(
      expect.arrayContaining(["Incident opened", "Alert: HighErrorRate on pay", "Alert: Latency on pay"]),
    );
    const opened = await inOrganization(fixture.organization.id, (tx) =>
      tx.select().from(outbox).where(eq(outbox.name, "incident.opened")),
    );
    expect(opened.filter((row) => row.data.incident_id === incident?.id)).toHaveLength(1);
  });

  it("does nothing the second time", async () => {
    await add();
    await correlateAll();
    const before = await execute(listIncidents, { view: "all" }, worker());
    expect(await correlateAll()).toEqual({ claimed: 0, opened: 0, more: false });
    expect(await execute(listIncidents, { view: "all" }, worker())).toEqual(before);
  });

  it("places every alert once when two workers drain at the same time", async () => {
    const ids = await Promise.all(
      Array.from({ length: 30 }, (_, index) => add({ service: `s${index % 3}` })),
    );
    await Promise.all(Array.from({ length: 4 }, () => execute(correlatePending, { limit: 7 }, worker())));
    while ((await correlateAll()).more);
    const rows = await inOrganization(fixture.organization.id, (tx) =>
      tx
        .select()
        .from(alerts)
        .where(
          inArray(
            alerts.id,
            ids.map(({ id }) => id),
          ),
        ),
    );
    expect(rows.every((row) => row.incidentId && row.correlatedAt)).toBe(true);
    expect(new Set(rows.map((row) => row.incidentId)).size).toBe(3);
  });

  it("keeps a muted alert out", async () => {
    const muted = await add({ mutedBy: "maintenance" });
    expect((await correlateAll()).opened).toBe(0);
    expect(await incidentOf(muted.id)).toBeNull();
  });
});

describe("where an incident's alerts are", () => {
  const next = async (seed: AlertSeed) => {
    const alert = await add({ timestamp: minutesAgo(1), ...seed });
    await correlateAll();
    return (await incidentOf(alert.id))?.id;
  };

  it("moves with the alerts that people move", async () => {
    const pay = await add({ service: "pay", timestamp: minutesAgo(3) });
    const stray = await add({ service: "pay", labels: { host: "h1" }, timestamp: minutesAgo(2) });
    const mail = await add({ service: "mail", timestamp: minutesAgo(2) });
    await correlateAll();
    const from = (await incidentOf(pay.id))?.id ?? "";
    const into = (await incidentOf(mail.id))?.id ?? "";
    await execute(removeIncidentAlert, { id: from, alertId: stray.id }, { actor: actorOf(fixture) });
    expect(await next({ service: null, labels: { host: "h1" } })).not.toBe(from);
    await execute(mergeIncidents, { id: into, otherId: from }, { actor: actorOf(fixture) });
    expect(await next({ service: "pay" })).toBe(into);
  });

  it("is known to a later batch by service, host and pod, in the same environment only", async () => {
    const first = await add({ service: "pay", labels: { pod: "p1", host: "h1" }, timestamp: minutesAgo(3) });
    await correlateAll();
    const id = (await incidentOf(first.id))?.id;
    expect(await next({ service: null, labels: { pod: "p1" } })).toBe(id);
    expect(await next({ service: "other", labels: { host: "h1" } })).toBe(id);
    expect(await next({ service: "other" })).toBe(id);
    expect(await next({ service: "pay", environment: "staging" })).not.toBe(id);
  });
});

describe("settling", () => {
  it("is left to the sweep where a run died after its batch", async () => {
    const first = await add({ service: "pay", timestamp: minutesAgo(2) });
    await correlateAll();
    await add({ service: "pay", alertName: "Latency", timestamp: minutesAgo(1) });
    await execute(correlatePending, {}, worker());
    expect((await incidentOf(first.id))?.alertCount).toBe(1);
    const [due] = await inOrganization(fixture.organization.id, (tx) =>
      tx.select().from(dueWork).where(eq(dueWork.sweep, QUIET_SWEEP)),
    );
    expect(due?.dueAt.getTime()).toBeLessThan(Date.now() + 60_000);
    await execute(resolveQuietIncidents, {}, worker());
    expect((await incidentOf(first.id))?.alertCount).toBe(2);
    expect(await execute(settlePending, {}, worker())).toEqual({ settled: 0, more: false });
  });

  it("counts a large incident and names it after its worst, then its earliest alert", async () => {
    const seeds: AlertSeed[] = [
      { service: "pay", severity: "warning", alertName: "Early", timestamp: minutesAgo(4) },
      { service: "pay", severity: "critical", alertName: "Late", timestamp: minutesAgo(1) },
      { service: "pay", severity: "critical", alertName: "Worst", timestamp: minutesAgo(3) },
      { service: "pay", severity: "critical", alertName: "Gone", timestamp: minutesAgo(2) },
    ];
    const added: Awaited<ReturnType<typeof add>>[] = [];
    for (const seed of seeds) {
      added.push(await add(seed));
      await correlateAll();
    }
    await clear([added[3]!.id], minutesAgo(0.5));
    await correlateAll();
    expect(await incidentOf(added[0]!.id)).toMatchObject({
      title: "Worst on pay in test",
      severity: "critical",
      alertCount: 4,
      firingCount: 3,
      affectedServices: ["pay"],
      startedAt: seeds[0]!.timestamp,
      rootCauseAlertId: added[0]!.id,
    });
  });
});

describe("ending", () => {
  it("resolves after the quiet time as of when the last alert cleared, by the sweep", async () => {
    const first = await add();
    await correlateAll();
    await clear([first.id], minutesAgo(1));
    await correlateAll();
    const cleared = await incidentOf(first.id);
    expect(cleared).toMatchObject({ status: "open", firingCount: 0 });
    const due = await inOrganization(fixture.organization.id, (tx) =>
      tx.select().from(dueWork).where(eq(dueWork.sweep, QUIET_SWEEP)),
    );
    expect(due).toHaveLength(1);
    expect((await execute(resolveQuietIncidents, {}, worker())).looked).toBe(0);
    setClock({ now: () => new Date(Date.now() + 4.5 * 60_000) });
    expect(await execute(resolveQuietIncidents, {}, worker())).toEqual({ looked: 1, dueAt: null });
    const ended = await incidentOf(first.id);
    expect(ended?.status).toBe("resolved");
    expect(Math.abs((ended?.resolvedAt?.getTime() ?? 0) - minutesAgo(1).getTime())).toBeLessThan(5_000);
  });

  it("resolves at once where the organization wants no quiet time, even when cleared before it was looked at", async () => {
    await settings({ quietMinutes: 0 });
    const brief = await add({
      status: "resolved",
      resolvedAt: minutesAgo(0.1),
      resolvedReason: "source",
      timestamp: minutesAgo(1),
    });
    await correlateAll();
    expect((await incidentOf(brief.id))?.status).toBe("resolved");
  });

  it("waits for every alert, and starts over when one fires again", async () => {
    const first = await add({ service: "pay" });
    const second = await add({ service: "pay" });
    await correlateAll();
    await clear([first.id], minutesAgo(10));
    await correlateAll();
    expect(await incidentOf(first.id)).toMatchObject({ status: "open", firingCount: 1 });
    await clear([second.id], minutesAgo(6));
    await correlateAll();
    expect((await incidentOf(first.id))?.status).toBe("resolved");
  });

  it("is not held open by a stale alert", async () => {
    await settings({ quietMinutes: 0 });
    const stale = await add({ stale: true, service: "pay" });
    const live = await add({ service: "pay" });
    await correlateAll();
    await clear([live.id], minutesAgo(0));
    await correlateAll();
    expect((await incidentOf(stale.id))?.status).toBe("resolved");
  });
});

describe("firing again", () => {
  it("reopens the incident shortly after its end", async () => {
    const first = await add({ dedupKey: "k" });
    await correlateAll();
    await clear([first.id], minutesAgo(10));
    await correlateAll();
    const ended = await incidentOf(first.id);
    expect(ended?.status).toBe("resolved");
    const again = await add({ dedupKey: "k", previousId: first.id });
    await correlateAll();
    const reopened = await incidentOf(again.id);
    expect(reopened).toMatchObject({
      id: ended?.id,
      status: "open",
      resolvedAt: null,
      alertCount: 2,
      firingCount: 1,
    });
    const { events } = await execute(getIncidentTimeline, { id: reopened?.id ?? "" }, worker());
    expect(events.map((event) => event.title)).toContain("Reopened");
  });

  it("later opens an incident that follows the old one", async () => {
    const first = await add({ dedupKey: "k", timestamp: minutesAgo(120) });
    await correlateAll();
    const old = await incidentOf(first.id);
    await clear([first.id], minutesAgo(90));
    await correlateAll();
    const again = await add({ dedupKey: "k", previousId: first.id });
    await correlateAll();
    const next = await incidentOf(again.id);
    expect(next?.id).not.toBe(old?.id);
    expect(next?.previous?.id).toBe(old?.id);
  });

  it("joins the open incident of its key however long ago that began", async () => {
    const first = await add({ dedupKey: "k", timestamp: minutesAgo(300) });
    const other = await add({ timestamp: minutesAgo(299) });
    await correlateAll();
    await clear([first.id], minutesAgo(1));
    const again = await add({ dedupKey: "k", previousId: first.id });
    await correlateAll();
    expect((await incidentOf(again.id))?.id).toBe((await incidentOf(other.id))?.id);
  });

  it("after a person resolved it reopens it, and tells why", async () => {
    const first = await add({ dedupKey: "k" });
    await correlateAll();
    const incident = await incidentOf(first.id);
    await execute(resolveIncident, { id: incident?.id ?? "" }, { actor: actorOf(fixture) });
    const again = await add({ dedupKey: "k", previousId: first.id });
    await correlateAll();
    expect(await incidentOf(again.id)).toMatchObject({ id: incident?.id, status: "open" });
  });
});
