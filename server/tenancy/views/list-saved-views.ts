import { and, asc, eq, exists, gt, isNotNull, or } from "drizzle-orm";
import { z } from "zod";
import { savedViews, teamMemberships } from "@/drizzle/schema/tenancy";
import { decodeCursor, page, query } from "@/server/kernel";
import { ListSavedViewsInput, SavedViewPage } from "../schema";
import { presentView } from "./queries";

export const listSavedViews = query(
  {
    name: "tenancy.listSavedViews",
    summary: "Lists one's own saved views and those of one's teams; a key sees those of all teams",
    scope: "organization",
    can: "views:read",
    input: ListSavedViewsInput,
    output: SavedViewPage,
    rest: { method: "GET", path: "/views" },
    example: () => ({}),
  },
  async ({ tx, actor }, { room, limit, cursor }) => {
    const after = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const userId = actor.kind === "user" ? actor.userId : null;
    const visible = userId
      ? or(
          eq(savedViews.userId, userId),
          exists(
            tx
              .select({ id: teamMemberships.id })
              .from(teamMemberships)
              .where(and(eq(teamMemberships.teamId, savedViews.teamId), eq(teamMemberships.userId, userId))),
          ),
        )
      : isNotNull(savedViews.teamId);
    const rows = await tx
      .select()
      .from(savedViews)
      .where(
        and(
          room ? eq(savedViews.room, room) : undefined,
          after ? gt(savedViews.id, after) : undefined,
          visible,
        ),
      )
      .orderBy(asc(savedViews.id))
      .limit(limit + 1);
    const { items, nextCursor } = page(rows, limit, (last) => last.id);
    return { items: items.map(presentView), nextCursor };
  },
);
