import { randomBytes } from "node:crypto";
import { alertLabels, alerts } from "@/drizzle/schema/alerts";
import { apiKeys } from "@/drizzle/schema/api-keys";
import { sessions, users } from "@/drizzle/schema/auth";
import { deliveries, integrations } from "@/drizzle/schema/integrations";
import { organizations } from "@/drizzle/schema/organizations";
import {
  invitations,
  organizationMembers,
  savedViews,
  teamMemberships,
  teams,
} from "@/drizzle/schema/tenancy";
import { acknowledgeIncident, declareIncident } from "@/server/incidents";
import { sealBody } from "@/server/integrations";
import {
  type Actor,
  automation,
  execute,
  type Fixture,
  hashToken,
  inOrganization,
  inSystem,
  newToken,
  type Role,
  type UserActor,
  uuidv7,
} from "@/server/kernel";

const DELIVERY_BODY = JSON.stringify({ version: "4", status: "firing", alerts: [] });
const soon = (ms: number) => new Date(Date.now() + ms);

/** A member of the fixture's organization, acting with a role. */
export const actorOf = (fixture: Fixture, role: Role = "owner"): UserActor => ({
  kind: "user",
  userId: fixture.user.id,
  name: "Ann",
  email: fixture.user.email,
  sessionId: fixture.session.id,
  organizationId: fixture.organization.id,
  role,
});

async function addPerson(organizationId: string, name: string, role: Role) {
  const id = uuidv7(new Date());
  const email = `${name.toLowerCase()}-${randomBytes(5).toString("hex")}@example.com`;
  const now = new Date();
  await inSystem(async (tx) => {
    await tx.insert(users).values({ id, name, email, createdAt: now });
    await tx
      .insert(organizationMembers)
      .values({ organizationId, userId: id, role, name, email, createdAt: now });
  });
  return { id, email };
}

export type AlertSeed = Partial<typeof alerts.$inferInsert>;

/** Inserts an episode as ingestion would have left it: waiting for correlation unless `correlatedAt` is given. */
export async function addAlert(organizationId: string, integrationId: string, seed: AlertSeed = {}) {
  const now = new Date();
  const timestamp = seed.timestamp ?? now;
  const id = uuidv7(timestamp);
  const row = {
    organizationId,
    id,
    integrationId,
    dedupKey: seed.dedupKey ?? id,
    alertName: "HighErrorRate",
    severity: "critical" as const,
    sourceSeverity: "critical",
    status: "firing" as const,
    service: "checkout",
    environment: "production",
    labels: { alertname: "HighErrorRate", service: "checkout" },
    annotations: { summary: "5xx above 5 %" },
    fingerprint: id,
    timestamp,
    lastSeenAt: now,
    sourceEventAt: timestamp,
    source: "alertmanager",
    createdAt: now,
    ...seed,
  };
  await inOrganization(organizationId, async (tx) => {
    await tx.insert(alerts).values(row);
    const labels = Object.entries(row.labels).map(([key, value]) => ({
      organizationId,
      key,
      value,
      alertId: row.id,
    }));
    if (labels.length) await tx.insert(alertLabels).values(labels);
  });
  return { id: row.id };
}

/** An organization with one of every noun that a verb's example may point at. */
export async function createFixture(name = "Acme"): Promise<Fixture> {
  const now = new Date();
  const tag = randomBytes(5).toString("hex");
  const organization = { id: uuidv7(now), slug: `${name.toLowerCase()}-${tag}`, name };
  await inSystem((tx) => tx.insert(organizations).values({ ...organization, createdAt: now }));
  const user = await addPerson(organization.id, "Ann", "owner");
  const otherUser = await addPerson(organization.id, "Bob", "member");
  const id = () => ({ id: uuidv7(new Date()) });
  const [team, invitation, apiKey, session, integration, delivery, savedView] = [
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
    id(),
  ];
  const invitationToken = newToken("aii");
  await inSystem(async (tx) => {
    const common = { organizationId: organization.id, createdAt: now };
    await tx.insert(sessions).values({
      id: session.id,
      userId: user.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: soon(86_400_000),
      method: "password",
    });
    await tx.insert(invitations).values({
      ...common,
      id: invitation.id,
      email: `eve-${tag}@example.com`,
      role: "member",
      tokenHash: hashToken(invitationToken),
      invitedBy: "Ann",
      expiresAt: soon(86_400_000),
    });
    await tx.insert(apiKeys).values({
      ...common,
      id: apiKey.id,
      kind: "api",
      name: "CI",
      prefix: "aip_ci",
      secretHash: hashToken(newToken("aip")),
      createdBy: "Ann",
    });
  });
  await inOrganization(organization.id, async (tx) => {
    const common = { organizationId: organization.id, createdAt: now };
    await tx.insert(teams).values({ ...common, id: team.id, name: "Platform", slug: "platform" });
    await tx.insert(teamMemberships).values({
      organizationId: organization.id,
      id: uuidv7(now),
      teamId: team.id,
      userId: user.id,
      role: "member",
      joinedAt: now,
    });
    await tx
      .insert(integrations)
      .values({ ...common, id: integration.id, source: "alertmanager", name: "Alertmanager" });
    await tx.insert(deliveries).values({
      organizationId: organization.id,
      id: delivery.id,
      integrationId: integration.id,
      source: "alertmanager",
      receivedAt: now,
      status: "accepted",
      bytes: DELIVERY_BODY.length,
      body: await sealBody(Buffer.from(DELIVERY_BODY)),
      bodyUntil: soon(86_400_000),
    });
    await tx.insert(savedViews).values({
      ...common,
      id: savedView.id,
      room: "alerts",
      name: "Mine",
      query: "view=mine",
      userId: user.id,
    });
  });
  const alert = await addAlert(organization.id, integration.id, { correlatedAt: now });
  const second = await addAlert(organization.id, integration.id, {
    correlatedAt: now,
    alertName: "SlowQueries",
  });
  const looseAlert = await addAlert(organization.id, integration.id, {
    correlatedAt: now,
    service: "search",
  });
  const actor: Actor = automation("Fixture", organization.id);
  const incident = await execute(
    declareIncident,
    { title: "Checkout fails", severity: "critical", alertIds: [alert.id, second.id] },
    { actor },
  );
  const otherIncident = await execute(declareIncident, { title: "Search is slow" }, { actor });
  await execute(acknowledgeIncident, { id: otherIncident.id }, { actor });
  return {
    organization,
    user,
    otherUser,
    invitationToken,
    team,
    invitation,
    apiKey,
    session,
    integration,
    delivery,
    savedView,
    alert,
    looseAlert,
    incident: { id: incident.id },
    otherIncident: { id: otherIncident.id },
  };
}
