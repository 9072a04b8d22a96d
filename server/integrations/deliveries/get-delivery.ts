import { query } from "@/server/kernel";
import { openBody } from "../body-store";
import { DeliveryDetail, DeliveryId } from "../schema";
import { maskBody } from "./mask";
import { getDeliveryRow } from "./queries";

export const getDelivery = query(
  {
    name: "integrations.getDelivery",
    summary: "One delivery with its errors and its body, secrets masked, for as long as the body is kept",
    scope: "organization",
    can: "deliveries:read",
    input: DeliveryId,
    output: DeliveryDetail,
    rest: { method: "GET", path: "/deliveries/{id}" },
    example: (fixture) => ({ id: fixture.delivery.id }),
  },
  async ({ tx }, { id }) => {
    const { body, ...row } = await getDeliveryRow(tx, id);
    return { ...row, body: body === null ? null : maskBody(await openBody(body)) };
  },
);
