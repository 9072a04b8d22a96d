import { and, asc, eq, gt } from "drizzle-orm";
import { z } from "zod";
import { teamMemberships } from "@/drizzle/schema/tenancy";
import { decodeCursor, page, query } from "@/server/kernel";
import { getTeam } from "../queries";
import { ListTeamMembersInput, TeamMemberPage } from "../schema";
import { selectTeamMembers } from "./queries";

export const listTeamMembers = query(
  {
    name: "tenancy.listTeamMembers",
    summary: "Lists the people of a team",
    scope: "organization",
    can: "teams:read",
    input: ListTeamMembersInput,
    output: TeamMemberPage,
    rest: { method: "GET", path: "/teams/{id}/members" },
    example: (fixture) => ({ id: fixture.team.id }),
  },
  async ({ tx }, { id, limit, cursor }) => {
    await getTeam(tx, id);
    const after = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await selectTeamMembers(tx)
      .where(and(eq(teamMemberships.teamId, id), after ? gt(teamMemberships.userId, after) : undefined))
      .orderBy(asc(teamMemberships.userId))
      .limit(limit + 1);
    return page(rows, limit, (last) => last.userId);
  },
);
