import { asc, gt } from "drizzle-orm";
import { z } from "zod";
import { organizationMembers } from "@/drizzle/schema/tenancy";
import { decodeCursor, page, query } from "@/server/kernel";
import { MemberPage, PageInput } from "../schema";

export const listMembers = query(
  {
    name: "tenancy.listMembers",
    summary: "Lists the people of the organization and their roles",
    scope: "organization",
    can: "members:read",
    input: PageInput,
    output: MemberPage,
    rest: { method: "GET", path: "/members" },
    example: () => ({}),
  },
  async ({ tx }, { limit, cursor }) => {
    const after = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await tx
      .select()
      .from(organizationMembers)
      .where(after ? gt(organizationMembers.userId, after) : undefined)
      .orderBy(asc(organizationMembers.userId))
      .limit(limit + 1);
    return page(rows, limit, (last) => last.userId);
  },
);
