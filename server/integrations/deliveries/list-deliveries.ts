import { z } from "zod";
import { decodeCursor, page, query } from "@/server/kernel";
import { DeliveryPage, ListDeliveriesInput } from "../schema";
import { findDeliveries } from "./queries";

export const listDeliveries = query(
  {
    name: "integrations.listDeliveries",
    summary: "Lists deliveries, newest first: what came, what it did, what could not be read",
    scope: "organization",
    can: "deliveries:read",
    input: ListDeliveriesInput,
    output: DeliveryPage,
    rest: { method: "GET", path: "/deliveries" },
    example: () => ({}),
  },
  async ({ tx }, { integrationId, status, limit, cursor }) => {
    const before = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await findDeliveries(tx, { integrationId, status, before }, limit);
    return page(rows, limit, (last) => last.id);
  },
);
