import { eq, like, or } from "drizzle-orm";
import { teams } from "@/drizzle/schema/tenancy";
import { command } from "@/server/kernel";
import { freeSlug, slugify } from "../core/slug";
import { lockOwnOrganization } from "../queries";
import { CreateTeamInput, Team } from "../schema";
import { presentTeam } from "./queries";

export const createTeam = command(
  {
    name: "tenancy.createTeam",
    summary: "Creates a team",
    scope: "organization",
    can: "teams:write",
    input: CreateTeamInput,
    output: Team,
    rest: { method: "POST", path: "/teams" },
    example: () => ({ name: "Payments" }),
  },
  async ({ tx, organizationId, now, newId, audit }, { name }) => {
    // Two teams of one name at the same moment take two slugs.
    await lockOwnOrganization(tx);
    const base = slugify(name, "team");
    const taken = await tx
      .select({ slug: teams.slug })
      .from(teams)
      .where(or(eq(teams.slug, base), like(teams.slug, `${base}-%`)));
    const slug = freeSlug(
      base,
      taken.map((row) => row.slug),
    );
    const team = { organizationId, id: newId(), name, slug, settings: {}, createdAt: now };
    await tx.insert(teams).values(team);
    audit({ target: { kind: "team", id: team.id, label: name } });
    return presentTeam(team, 0);
  },
);
