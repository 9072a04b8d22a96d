import { z } from "zod";
import { query } from "@/server/kernel";
import { getOwnOrganization, presentOrganization } from "../queries";
import { Organization } from "../schema";

export const getOrganization = query(
  {
    name: "tenancy.getOrganization",
    summary: "Reads the organization and its settings",
    scope: "organization",
    can: "organization:read",
    input: z.object({}),
    output: Organization,
    rest: { method: "GET", path: "/organization" },
    example: () => ({}),
  },
  async ({ tx }) => presentOrganization(await getOwnOrganization(tx)),
);
