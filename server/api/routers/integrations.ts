import { deleteIntegration, replayDelivery } from "@/server/alerts";
import {
  createIntegration,
  getDelivery,
  getIntegration,
  listDeliveries,
  listIntegrations,
  listSources,
  rotateKey,
  updateIntegration,
} from "@/server/integrations";

export const integrationsVerbs = {
  listSources,
  list: listIntegrations,
  get: getIntegration,
  create: createIntegration,
  update: updateIntegration,
  rotateKey,
  delete: deleteIntegration,
  listDeliveries,
  getDelivery,
  replayDelivery,
} as const;
