export { alertCounts } from "./alert-counts";
export { alertFacets } from "./alert-facets";
export { acknowledgeAlerts, resolveAlerts, unacknowledgeAlerts } from "./change-alerts";
export { markCorrelated, readUncorrelated, setIncident } from "./correlation-queue";
export { AlertsReceived } from "./events";
export { getAlert } from "./get-alert";
export { incidentsAtPlaces, recordPlaces } from "./incident-places";
export { replayDelivery } from "./ingestion/integrations-replay-delivery";
export {
  type DeliveryAnswer,
  type DeliveryRequest,
  receiveDelivery,
  refuseDelivery,
} from "./ingestion/receive-delivery";
export { deleteIntegration } from "./integrations-delete";
export { listAlerts } from "./list-alerts";
export { placesOf } from "./places";
export { alertsOfIncident, getAlerts } from "./queries";
