import { and, eq, sql } from "drizzle-orm";
import { savedViews } from "@/drizzle/schema/tenancy";
import { command, InvalidError } from "@/server/kernel";
import { getTeam, lockOwnOrganization } from "../queries";
import { SavedView, SaveViewInput } from "../schema";
import { permitTeamViews, presentView } from "./queries";

export const saveView = command(
  {
    name: "tenancy.saveView",
    summary: "Saves a list's filters under a name, for oneself or a team; the same name is overwritten",
    scope: "organization",
    can: "views:write",
    input: SaveViewInput,
    output: SavedView,
    rest: { method: "POST", path: "/views" },
    example: (fixture) => ({
      room: "alerts",
      name: "Checkout, critical",
      query: "severity=critical&service=checkout",
      teamId: fixture.team.id,
    }),
    audit: "none",
    because: "A saved filter decides nothing.",
  },
  async ({ tx, organizationId, actor, now, newId }, { room, name, query, teamId }) => {
    const userId = teamId ? null : actor.kind === "user" ? actor.userId : null;
    if (!teamId && !userId) throw new InvalidError("A key has no views of its own: give team_id.");
    // Two saves under one name at the same moment overwrite each other rather than fail.
    await lockOwnOrganization(tx);
    if (teamId) {
      await getTeam(tx, teamId);
      await permitTeamViews(tx, actor, teamId);
    }
    const owner = teamId ? eq(savedViews.teamId, teamId) : eq(savedViews.userId, userId ?? "");
    const [overwritten] = await tx
      .update(savedViews)
      .set({ name, query })
      .where(and(eq(savedViews.room, room), owner, sql`lower(${savedViews.name}) = lower(${name})`))
      .returning();
    if (overwritten) return presentView(overwritten);
    const view = {
      organizationId,
      id: newId(),
      room,
      name,
      query,
      userId,
      teamId: teamId ?? null,
      createdAt: now,
    };
    await tx.insert(savedViews).values(view);
    return presentView(view);
  },
);
