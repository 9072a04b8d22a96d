import { beforeAll, describe, expect, it } from "vitest";
import { auditLog, outbox } from "@/drizzle/schema/kernel";
import {
  acknowledgeAlert,
  acknowledgeIncident,
  addComment,
  addIncidentAlerts,
  declareIncident,
  getIncidentDetail,
  getIncidentTimeline,
  getOverview,
  listIncidentAlerts,
  listIncidents,
  mergeIncidents,
  removeIncidentAlert,
  resolveIncident,
  splitIncident,
  unacknowledgeIncident,
  updateIncident,
  updatesSince,
} from "@/server/incidents";
import {
  type Actor,
  ConflictError,
  encodeCursor,
  execute,
  type Fixture,
  InvalidError,
  inOrganization,
} from "@/server/kernel";
import { actorOf, addAlert, createFixture } from "../../support/fixture";

let fixture: Fixture;
let actor: Actor;
const caller = () => ({ actor });
const declare = (title: string, alertIds: string[] = []) =>
  execute(declareIncident, { title, alertIds }, caller());
const loose = (seed = {}) =>
  addAlert(fixture.organization.id, fixture.integration.id, { correlatedAt: new Date(), ...seed });
const timelineOf = async (id: string) =>
  (await execute(getIncidentTimeline, { id }, caller())).events.map((event) => event.title);
const eventsOf = (id: string) =>
  inOrganization(fixture.organization.id, async (tx) =>
    (await tx.select().from(outbox)).filter((row) => row.data.incident_id === id).map((row) => row.name),
  );

beforeAll(async () => {
  fixture = await createFixture();
  actor = actorOf(fixture);
});

describe("acknowledging", () => {
  it("takes the incident, assigns it, marks its firing alerts, and says so", async () => {
    const alert = await loose();
    const incident = await declare("A", [alert.id]);
    const after = await execute(acknowledgeIncident, { id: incident.reference }, caller());
    expect(after).toMatchObject({
      status: "investigating",
      acknowledgedBy: "Ann",
      assignedTo: fixture.user.id,
      assignedToName: "Ann",
    });
    const detail = await execute(getIncidentDetail, { id: incident.id }, caller());
    expect(detail.alerts[0]?.alert.status).toBe("acknowledged");
    expect(await timelineOf(incident.id)).toContain("Acknowledged by Ann");
    expect(await eventsOf(incident.id)).toContain("incident.acknowledged");
  });

  it("is refused to the second of two at once, and happens once", async () => {
    const incident = await declare("Race");
    const results = await Promise.allSettled(
      Array.from({ length: 5 }, () => execute(acknowledgeIncident, { id: incident.id }, caller())),
    );
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(ConflictError);
    expect((await timelineOf(incident.id)).filter((title) => title.startsWith("Acknowledged"))).toHaveLength(
      1,
    );
    expect((await eventsOf(incident.id)).filter((name) => name === "incident.acknowledged")).toHaveLength(1);
  });

  it("is undone with everything it did", async () => {
    const alert = await loose();
    const incident = await declare("Undo", [alert.id]);
    await execute(acknowledgeIncident, { id: incident.id }, caller());
    const after = await execute(unacknowledgeIncident, { id: incident.id }, caller());
    expect(after).toMatchObject({
      status: "open",
      acknowledgedAt: null,
      acknowledgedBy: null,
      assignedTo: null,
    });
    const detail = await execute(getIncidentDetail, { id: incident.id }, caller());
    expect(detail.alerts[0]?.alert.status).toBe("firing");
    expect(await eventsOf(incident.id)).toContain("incident.unacknowledged");
  });

  it("of an alert acknowledges its incident and names the alert", async () => {
    const alert = await loose({ alertName: "DiskFull" });
    const incident = await declare("Through", [alert.id]);
    const { incidentIds } = await execute(acknowledgeAlert, { id: alert.id }, caller());
    expect(incidentIds).toEqual([incident.id]);
    const { events } = await execute(getIncidentTimeline, { id: incident.id }, caller());
    expect(events.find((event) => event.title === "Acknowledged by Ann")?.details).toContain("DiskFull");
  });
});

describe("resolving and reopening by hand", () => {
  it("closes what still fires, once, and refuses a second time", async () => {
    const alert = await loose();
    const incident = await declare("End", [alert.id]);
    const after = await execute(resolveIncident, { id: incident.id, note: "Rolled back." }, caller());
    expect(after.status).toBe("resolved");
    const detail = await execute(getIncidentDetail, { id: incident.id }, caller());
    expect(detail.alerts[0]?.alert).toMatchObject({ status: "resolved", resolvedReason: "person" });
    await expect(execute(resolveIncident, { id: incident.id }, caller())).rejects.toThrow("resolved already");
    await expect(execute(acknowledgeIncident, { id: incident.id }, caller())).rejects.toThrow(ConflictError);
    const reopened = await execute(updateIncident, { id: incident.id, status: "investigating" }, caller());
    expect(reopened).toMatchObject({ status: "investigating", resolvedAt: null });
    expect(await eventsOf(incident.id)).toEqual(
      expect.arrayContaining(["incident.resolved", "incident.reopened"]),
    );
  });

  it("through PATCH behaves as resolving does", async () => {
    const incident = await declare("Patch");
    const after = await execute(
      updateIncident,
      { id: incident.id, status: "resolved", title: "Patched" },
      caller(),
    );
    expect(after).toMatchObject({ status: "resolved", title: "Patched" });
    expect((await eventsOf(incident.id)).filter((name) => name === "incident.resolved")).toHaveLength(1);
  });
});

describe("changing", () => {
  it("keeps a person's severity and title when worse alerts join", async () => {
    const incident = await declare("Mine");
    await execute(updateIncident, { id: incident.id, severity: "info" }, caller());
    const alert = await loose({ severity: "critical" });
    const after = await execute(addIncidentAlerts, { id: incident.id, alertIds: [alert.id] }, caller());
    expect(after).toMatchObject({
      severity: "info",
      title: "Mine",
      alertCount: 1,
      firingCount: 1,
      affectedServices: ["checkout"],
    });
  });

  it("refuses an assignee who is no member and a root cause from elsewhere", async () => {
    const incident = await declare("Assign");
    const stranger = "00000000-0000-7000-8000-000000000000";
    await expect(
      execute(updateIncident, { id: incident.id, assignedTo: stranger }, caller()),
    ).rejects.toThrow("member");
    await expect(
      execute(updateIncident, { id: incident.id, rootCauseAlertId: fixture.alert.id }, caller()),
    ).rejects.toThrow("alert");
    const assigned = await execute(
      updateIncident,
      { id: incident.id, assignedTo: fixture.otherUser.id },
      caller(),
    );
    expect(assigned.assignedToName).toBe("Bob");
  });
});

describe("merging", () => {
  it("moves the alerts, ends the other as merged and emits incident.merged alone", async () => {
    const a = await loose();
    const b = await loose({ service: "payments" });
    const into = await declare("Into", [a.id]);
    const other = await declare("Other", [b.id]);
    await execute(acknowledgeIncident, { id: other.id }, caller());
    const after = await execute(mergeIncidents, { id: into.id, otherId: other.reference }, caller());
    expect(after).toMatchObject({
      alertCount: 2,
      affectedServices: ["checkout", "payments"],
      acknowledgedBy: "Ann",
    });
    const ended = await execute(getIncidentDetail, { id: other.id }, caller());
    expect(ended).toMatchObject({
      status: "resolved",
      mergedInto: into.id,
      mergedIntoReference: into.reference,
      alerts: [],
    });
    const events = await eventsOf(other.id);
    expect(events).toContain("incident.merged");
    expect(events).not.toContain("incident.resolved");
    await expect(execute(mergeIncidents, { id: into.id, otherId: other.id }, caller())).rejects.toThrow(
      "merged already",
    );
  });

  it("leaves an acknowledgement behind that a worse incident would hide behind", async () => {
    const into = await execute(declareIncident, { title: "Worse", severity: "critical" }, caller());
    const other = await execute(declareIncident, { title: "Milder", severity: "info" }, caller());
    await execute(acknowledgeIncident, { id: other.id }, caller());
    const after = await execute(mergeIncidents, { id: into.id, otherId: other.id }, caller());
    expect(after.acknowledgedAt).toBeNull();
  });

  it("of two into each other at once lets one win", async () => {
    const a = await declare("Left");
    const b = await declare("Right");
    const results = await Promise.allSettled([
      execute(mergeIncidents, { id: a.id, otherId: b.id }, caller()),
      execute(mergeIncidents, { id: b.id, otherId: a.id }, caller()),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  });

  it("into itself is invalid", async () => {
    const a = await declare("Self");
    await expect(execute(mergeIncidents, { id: a.id, otherId: a.reference }, caller())).rejects.toThrow(
      InvalidError,
    );
  });
});

describe("splitting and moving", () => {
  it("takes alerts out into an unacknowledged incident of their own", async () => {
    const a = await loose();
    const b = await loose({ service: "search", alertName: "SearchDown" });
    const from = await declare("Both", [a.id, b.id]);
    const split = await execute(splitIncident, { id: from.id, alertIds: [b.id] }, caller());
    expect(split).toMatchObject({
      alertCount: 1,
      title: "SearchDown on search in production",
      acknowledgedAt: null,
    });
    expect(await execute(getIncidentDetail, { id: from.id }, caller())).toMatchObject({
      alertCount: 1,
      affectedServices: ["checkout"],
    });
    expect(await eventsOf(split.id)).toEqual(expect.arrayContaining(["incident.opened", "incident.split"]));
    await expect(execute(splitIncident, { id: from.id, alertIds: [a.id] }, caller())).rejects.toThrow(
      "at least one",
    );
  });

  it("takes one alert out and counts afresh", async () => {
    const a = await loose();
    const b = await loose();
    const incident = await declare("Less", [a.id, b.id]);
    const after = await execute(removeIncidentAlert, { id: incident.id, alertId: a.id }, caller());
    expect(after.alertCount).toBe(1);
    await expect(execute(removeIncidentAlert, { id: incident.id, alertId: a.id }, caller())).rejects.toThrow(
      "alert",
    );
  });
});

describe("reading", () => {
  it("pages through the list without a gap or a repetition", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const next = await execute(listIncidents, { view: "all", limit: 3, cursor }, caller());
      seen.push(...next.items.map((item) => item.id));
      cursor = next.nextCursor ?? undefined;
    } while (cursor);
    const all = await execute(listIncidents, { view: "all", limit: 200 }, caller());
    expect(seen).toEqual(all.items.map((item) => item.id));
  });

  it("lists what burns worst first, across pages", async () => {
    const own = await createFixture();
    const asOwn = { actor: actorOf(own) };
    for (const severity of ["info", "critical", "warning", "critical", "info"] as const)
      await execute(declareIncident, { title: severity, severity }, asOwn);
    const severitiesSeen: string[] = [];
    const ids = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await execute(listIncidents, { order: "severity", limit: 2, cursor }, asOwn);
      for (const item of page.items) {
        severitiesSeen.push(item.severity);
        expect(ids.has(item.id)).toBe(false);
        ids.add(item.id);
      }
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const rank = (severity: string) => ["critical", "warning", "info"].indexOf(severity);
    expect(severitiesSeen.length).toBeGreaterThanOrEqual(5);
    expect(severitiesSeen).toEqual([...severitiesSeen].sort((a, b) => rank(a) - rank(b)));
    await expect(
      execute(listIncidents, { order: "severity", cursor: encodeCursor(fixture.incident.id) }, asOwn),
    ).rejects.toThrow(InvalidError);
  });

  it("gives a storm in pages: the cause, what fires, the worst, the earliest", async () => {
    const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000);
    const ended = { status: "resolved", resolvedAt: at(900), resolvedReason: "source" } as const;
    const cause = await loose({ severity: "info", timestamp: at(0), ...ended });
    const others = [];
    for (let n = 1; n <= 504; n++)
      others.push(
        await loose({ severity: n % 2 ? "warning" : "critical", timestamp: at(n), ...(n % 5 ? {} : ended) }),
      );
    const first = others.slice(0, 499).map(({ id }) => id);
    const { id } = await declare("Storm", [cause.id, ...first]);
    await execute(addIncidentAlerts, { id, alertIds: others.slice(499).map((alert) => alert.id) }, caller());
    const detail = await execute(getIncidentDetail, { id }, caller());
    expect(detail).toMatchObject({ alertCount: 505, rootCauseAlertId: cause.id });
    expect(detail.alerts).toHaveLength(500);
    expect(detail.alerts[0]).toMatchObject({ isRootCause: true, alert: { id: cause.id } });
    const rest = await execute(listIncidentAlerts, { id, cursor: detail.moreAlerts ?? "" }, caller());
    expect(rest.nextCursor).toBeNull();
    const all = [...detail.alerts, ...rest.items].map(({ alert }) => alert);
    expect(new Set(all.map((alert) => alert.id)).size).toBe(505);
    const expected = [...others]
      .map(({ id }) => all.find((alert) => alert.id === id)!)
      .sort(
        (a, b) =>
          Number(!!a.resolvedAt) - Number(!!b.resolvedAt) ||
          a.severity.localeCompare(b.severity) ||
          a.timestamp.getTime() - b.timestamp.getTime(),
      );
    expect(all.slice(1).map((alert) => alert.id)).toEqual(expected.map((alert) => alert.id));
    const small = await execute(listIncidentAlerts, { id, limit: 7 }, caller());
    expect(small.items.map(({ alert }) => alert.id)).toEqual(all.slice(0, 7).map((alert) => alert.id));
  });

  it("gives the newest of a timeline, oldest first, and pages to what was before", async () => {
    const { id } = await declare("Long");
    for (const text of ["one", "two", "three", "four"])
      await execute(addComment, { id, body: text }, caller());
    const newest = await execute(getIncidentTimeline, { id, limit: 2 }, caller());
    expect(newest.events.map((event) => event.details)).toEqual(["three", "four"]);
    const before = await execute(
      getIncidentTimeline,
      { id, limit: 2, cursor: newest.nextCursor ?? "" },
      caller(),
    );
    expect(before.events.map((event) => event.details)).toEqual(["one", "two"]);
    const whole = await execute(getIncidentTimeline, { id }, caller());
    expect(whole.nextCursor).toBeNull();
    expect(whole.events.slice(-4)).toEqual([...before.events, ...newest.events]);
  });

  it("finds by reference and by words, and treats wildcards as text", async () => {
    const incident = await declare("100% of checkouts fail");
    const find = async (search: string) =>
      (await execute(listIncidents, { view: "all", search }, caller())).items.map((item) => item.id);
    expect(await find(incident.reference.toLowerCase())).toEqual([incident.id]);
    expect(await find("100% of")).toEqual([incident.id]);
    expect(await find("%%%")).toEqual([]);
  });

  it("tells what changed since, by version", async () => {
    const before = await execute(updatesSince, {}, caller());
    const incident = await declare("News");
    await execute(addComment, { id: incident.id, body: "Look" }, caller());
    const after = await execute(updatesSince, { since: before.now }, caller());
    expect(after.incidents.find(({ id }) => id === incident.id)?.version).toBe(2);
  });

  it("gives figures with their counts", async () => {
    const overview = await execute(getOverview, {}, caller());
    expect(overview.alertsByDay).toHaveLength(14);
    expect(overview.noise.incidents).toBeGreaterThan(5);
    expect(overview.timeToAcknowledge.count).toBeGreaterThan(0);
  });
});

it("numbers incidents without gaps under concurrency, and audits each declaration", async () => {
  const other = await createFixture("Gaps");
  const actorThere = actorOf(other);
  const declared = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      execute(declareIncident, { title: `N${index}` }, { actor: actorThere }),
    ),
  );
  const numbers = declared.map((incident) => Number(incident.reference.slice(4))).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => index + 3));
  const audited = await inOrganization(other.organization.id, (tx) => tx.select().from(auditLog));
  expect(
    audited.filter((entry) => entry.action === "incidents.create" && entry.actorName === "Ann"),
  ).toHaveLength(12);
});
