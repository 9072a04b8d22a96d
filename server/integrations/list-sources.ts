import { z } from "zod";
import { query } from "@/server/kernel";
import { SourcePage } from "./schema";
import { sourceInfos } from "./sources/registry";

export const listSources = query(
  {
    name: "integrations.listSources",
    summary: "Lists the tools whose alerts are understood",
    scope: "organization",
    can: "integrations:read",
    input: z.object({}),
    output: SourcePage,
    rest: { method: "GET", path: "/integrations/sources" },
    example: () => ({}),
  },
  async () => ({ items: sourceInfos(), nextCursor: null }),
);
