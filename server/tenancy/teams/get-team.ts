import { query } from "@/server/kernel";
import { getTeam as readTeam } from "../queries";
import { Team, TeamId } from "../schema";
import { countTeamMembers, presentTeam } from "./queries";

export const getTeam = query(
  {
    name: "tenancy.getTeam",
    summary: "Reads one team",
    scope: "organization",
    can: "teams:read",
    input: TeamId,
    output: Team,
    rest: { method: "GET", path: "/teams/{id}" },
    example: (fixture) => ({ id: fixture.team.id }),
  },
  async ({ tx }, { id }) => presentTeam(await readTeam(tx, id), await countTeamMembers(tx, id)),
);
