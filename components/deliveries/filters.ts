import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import type { z } from "zod";
import { deliveryStatuses } from "@/server/integrations/enums";
import type { ListDeliveriesInput } from "@/server/integrations/schema";

export const deliveryFilters = {
  integration: parseAsString,
  status: parseAsStringLiteral(deliveryStatuses),
  /** The delivery that is open beside the log. */
  delivery: parseAsString,
};
export type DeliveryFilters = inferParserType<typeof deliveryFilters>;

export const loadDeliveryFilters = createLoader(deliveryFilters);
const serialize = createSerializer(deliveryFilters);

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isDeliveryId = (id: string | null): id is string => id !== null && ID.test(id);

export const deliveryListInput = (
  filters: DeliveryFilters,
): Omit<z.infer<typeof ListDeliveriesInput>, "cursor"> => ({
  integrationId: filters.integration && ID.test(filters.integration) ? filters.integration : undefined,
  status: filters.status ?? undefined,
  limit: 50,
});

/** The log under these filters, with one delivery open where it is named. */
export const deliveriesHref = (slug: string, filters: Partial<DeliveryFilters>): string =>
  `/${slug}/deliveries${serialize(filters)}`;
