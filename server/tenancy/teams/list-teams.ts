import { asc, count, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { teamMemberships, teams } from "@/drizzle/schema/tenancy";
import { decodeCursor, page, query } from "@/server/kernel";
import { PageInput, TeamPage } from "../schema";
import { presentTeam } from "./queries";

export const listTeams = query(
  {
    name: "tenancy.listTeams",
    summary: "Lists the teams of the organization",
    scope: "organization",
    can: "teams:read",
    input: PageInput,
    output: TeamPage,
    rest: { method: "GET", path: "/teams" },
    example: () => ({}),
  },
  async ({ tx }, { limit, cursor }) => {
    const after = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await tx
      .select({ team: teams, memberCount: count(teamMemberships.id) })
      .from(teams)
      .leftJoin(teamMemberships, eq(teamMemberships.teamId, teams.id))
      .where(after ? gt(teams.id, after) : undefined)
      .groupBy(teams.organizationId, teams.id)
      .orderBy(asc(teams.id))
      .limit(limit + 1);
    const { items, nextCursor } = page(rows, limit, (last) => last.team.id);
    return { items: items.map(({ team, memberCount }) => presentTeam(team, memberCount)), nextCursor };
  },
);
