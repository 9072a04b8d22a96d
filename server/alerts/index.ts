export { acknowledgeAlerts, resolveAlerts, unacknowledgeAlerts } from "./change-alerts";
export { AlertsReceived } from "./events";
export { replayDelivery } from "./ingestion/integrations-replay-delivery";
export {
  type DeliveryAnswer,
  type DeliveryRequest,
  receiveDelivery,
  refuseDelivery,
} from "./ingestion/receive-delivery";
export { deleteIntegration } from "./integrations-delete";
export { markCorrelated, readUncorrelated, setIncident } from "./placing/correlation-queue";
export { incidentsAtPlaces, recordPlaces } from "./placing/incident-places";
export { placesOf } from "./placing/places";
export { alertsOfIncident, getAlerts, IncidentPlaceInOrder, leadingAlerts } from "./queries";
export { alertCounts } from "./reading/alert-counts";
export { alertFacets } from "./reading/alert-facets";
export { getAlert } from "./reading/get-alert";
export { listAlerts } from "./reading/list-alerts";
