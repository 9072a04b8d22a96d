import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/api/trpc";

export type Overview = inferRouterOutputs<AppRouter>["incidents"]["overview"];

/** So many open incidents stand on the overview, filled from the worst severity down. */
export const MOST_OPEN = 8;
export const openSeverities = ["critical", "warning", "info"] as const;

export const dayChoices = [7, 14, 30] as const;
export type Days = (typeof dayChoices)[number];
export const DEFAULT_DAYS: Days = 14;
