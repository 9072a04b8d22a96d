import { z } from "zod";
import { query } from "@/server/kernel";
import { facets } from "../queries";
import { AlertFacets } from "../schema";

export const alertFacets = query(
  {
    name: "alerts.facets",
    summary: "Lists the services and environments of recent alerts, to filter by",
    scope: "organization",
    can: "alerts:read",
    input: z.object({}),
    output: AlertFacets,
    rest: { method: "GET", path: "/alerts/facets" },
    example: () => ({}),
  },
  ({ tx }) => facets(tx),
);
