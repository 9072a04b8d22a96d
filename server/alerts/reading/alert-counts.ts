import { z } from "zod";
import { query } from "@/server/kernel";
import { AlertCounts } from "../schema";
import { countChips } from "./list-queries";

export const alertCounts = query(
  {
    name: "alerts.counts",
    summary: "Counts the alerts behind each view, up to 1,000",
    scope: "organization",
    can: "alerts:read",
    input: z.object({}),
    output: AlertCounts,
    rest: { method: "GET", path: "/alerts/counts" },
    example: () => ({}),
  },
  ({ tx, actor }) => countChips(tx, actor.kind === "user" ? actor.userId : null),
);
