import { eq } from "drizzle-orm";
import { savedViews } from "@/drizzle/schema/tenancy";
import { command, NotFoundError } from "@/server/kernel";
import { SavedView, SavedViewId } from "../schema";
import { permitTeamViews, presentView } from "./queries";

export const deleteView = command(
  {
    name: "tenancy.deleteView",
    summary: "Deletes a saved view of one's own or of one's team",
    scope: "organization",
    can: "views:write",
    input: SavedViewId,
    output: SavedView,
    rest: { method: "DELETE", path: "/views/{id}" },
    example: (fixture) => ({ id: fixture.savedView.id }),
    audit: "none",
    because: "A saved filter decides nothing.",
  },
  async ({ tx, actor }, { id }) => {
    const [view] = await tx.select().from(savedViews).where(eq(savedViews.id, id));
    // Whose view it is stays their own affair: to others it does not exist.
    if (!view || (view.userId && !(actor.kind === "user" && actor.userId === view.userId)))
      throw new NotFoundError("The view");
    if (view.teamId) await permitTeamViews(tx, actor, view.teamId);
    await tx.delete(savedViews).where(eq(savedViews.id, id));
    return presentView(view);
  },
);
