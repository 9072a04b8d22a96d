import { sql } from "drizzle-orm";
import { check, index, jsonb, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { roles } from "../../server/kernel/permissions";
import { instant, oneOf, systemPolicy } from "../columns";
import { tenantTable } from "../tenant-table";
import { users } from "./auth";

export const organizationMembers = tenantTable(
  "organization_members",
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: text({ enum: roles }).notNull(),
    name: text().notNull(),
    email: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.userId] }),
    index().on(t.userId),
    oneOf("organization_members_role", t.role, roles),
    systemPolicy(),
  ],
);

export const teams = tenantTable(
  "teams",
  {
    id: uuid().notNull(),
    name: text().notNull(),
    slug: text().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: instant().notNull(),
  },
  (t) => [uniqueIndex("teams_slug").on(t.organizationId, t.slug)],
);

export const teamMemberships = tenantTable(
  "team_memberships",
  {
    id: uuid().notNull(),
    teamId: uuid().notNull(),
    userId: uuid().notNull(),
    role: text({ enum: roles }).notNull(),
    joinedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("team_memberships_person").on(t.organizationId, t.teamId, t.userId),
    oneOf("team_memberships_role", t.role, roles),
  ],
);

export const invitations = tenantTable(
  "invitations",
  {
    id: uuid().notNull(),
    email: text().notNull(),
    role: text({ enum: roles }).notNull(),
    tokenHash: text().notNull(),
    invitedBy: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [
    uniqueIndex("invitations_token").on(t.tokenHash),
    oneOf("invitations_role", t.role, roles),
    systemPolicy(),
  ],
);

/** Filters a person keeps by name; a team's are seen by all of its members. */
export const savedViews = tenantTable(
  "saved_views",
  {
    id: uuid().notNull(),
    room: text().notNull(),
    name: text().notNull(),
    query: text().notNull(),
    userId: uuid(),
    teamId: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [
    index().on(t.organizationId, t.room),
    // Nulls are distinct in an index, so a person's names and a team's are kept apart by two of them.
    uniqueIndex("saved_views_person_name")
      .on(t.organizationId, t.room, t.userId, sql`lower(${t.name})`)
      .where(sql`user_id is not null`),
    uniqueIndex("saved_views_team_name")
      .on(t.organizationId, t.room, t.teamId, sql`lower(${t.name})`)
      .where(sql`team_id is not null`),
    check("saved_views_owner", sql`(user_id is null) <> (team_id is null)`),
  ],
);
