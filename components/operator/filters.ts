import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { RunFilter } from "@/inngest/local/status";

export const runStatuses = ["queued", "running", "failed", "completed", "cancelled"] as const;

export const runFilters = {
  status: parseAsStringLiteral(runStatuses),
  function: parseAsString,
  cursor: parseAsString,
};
export type RunFilters = inferParserType<typeof runFilters>;

export const loadRunFilters = createLoader(runFilters);
const serialize = createSerializer(runFilters);

export const PAGE_SIZE = 50;

export const runFilterOf = (filters: RunFilters): RunFilter => ({
  limit: PAGE_SIZE,
  ...(filters.status ? { status: filters.status } : {}),
  ...(filters.function ? { functionId: filters.function } : {}),
  ...(filters.cursor ? { cursor: filters.cursor } : {}),
});

/** The address of the list under other filters; a change of filter starts at the first page. */
export const runsHref = (filters: RunFilters, change: Partial<RunFilters>): string =>
  `/operator${serialize({ ...filters, cursor: null, ...change })}`;
