import { desc, lt } from "drizzle-orm";
import { z } from "zod";
import { invitations } from "@/drizzle/schema/tenancy";
import { decodeCursor, page, query } from "@/server/kernel";
import { InvitationPage, PageInput } from "../schema";
import { presentInvitation } from "./queries";

export const listInvitations = query(
  {
    name: "tenancy.listInvitations",
    summary: "Lists invitations, newest first, with what became of them",
    scope: "organization",
    can: "members:read",
    input: PageInput,
    output: InvitationPage,
    rest: { method: "GET", path: "/invitations" },
    example: () => ({}),
  },
  async ({ tx, now }, { limit, cursor }) => {
    const before = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await tx
      .select()
      .from(invitations)
      .where(before ? lt(invitations.id, before) : undefined)
      .orderBy(desc(invitations.id))
      .limit(limit + 1);
    const { items, nextCursor } = page(rows, limit, (last) => last.id);
    return { items: items.map((row) => presentInvitation(row, now)), nextCursor };
  },
);
