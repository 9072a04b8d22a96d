import { eq } from "drizzle-orm";
import { teams } from "@/drizzle/schema/tenancy";
import { command } from "@/server/kernel";
import { Team, UpdateTeamInput } from "../schema";
import { countTeamMembers, lockTeam, presentTeam } from "./queries";

export const updateTeam = command(
  {
    name: "tenancy.updateTeam",
    summary: "Renames a team; its slug stays, because labels name it",
    scope: "organization",
    can: "teams:write",
    input: UpdateTeamInput,
    output: Team,
    rest: { method: "PATCH", path: "/teams/{id}" },
    example: (fixture) => ({ id: fixture.team.id, name: "Platform" }),
  },
  async ({ tx, audit }, { id, name }) => {
    const team = await lockTeam(tx, id);
    await tx.update(teams).set({ name }).where(eq(teams.id, id));
    audit({ target: { kind: "team", id, label: name }, detail: { from: team.name, to: name } });
    return presentTeam({ ...team, name }, await countTeamMembers(tx, id));
  },
);
