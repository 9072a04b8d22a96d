export { decideReturn } from "./core/settle";
export {
  IncidentAcknowledged,
  IncidentEscalated,
  IncidentMerged,
  IncidentOpened,
  IncidentReopened,
  IncidentResolved,
  IncidentSplit,
  IncidentUnacknowledged,
  IncidentUpdated,
} from "./events";
export { addIncidentAlerts } from "./grouping/add-alerts";
export { mergeIncidents } from "./grouping/merge";
export { removeIncidentAlert } from "./grouping/remove-alert";
export { splitIncident } from "./grouping/split";
export { acknowledgeIncident } from "./lifecycle/acknowledge";
export { acknowledgeAlert } from "./lifecycle/acknowledge-alert";
export { acknowledgeIncidentAlerts } from "./lifecycle/acknowledge-alerts";
export { resolveIncident } from "./lifecycle/resolve";
export { resolveQuietIncidents } from "./lifecycle/resolve-quiet";
export { markUnsettled, QUIET_SWEEP } from "./lifecycle/settle-incidents";
export { settlePending } from "./lifecycle/settle-pending";
export { unacknowledgeIncident } from "./lifecycle/unacknowledge";
export { updateIncident } from "./lifecycle/update";
export { declareIncident } from "./opening/create";
export { clearedEntry, linkAlerts, openIncidents } from "./opening/open-incidents";
export { holdIncidents, incidentsOfAlerts, openIncidentsBetween } from "./queries";
export { getIncidentDetail } from "./reading/get";
export { listIncidents } from "./reading/list";
export { listIncidentAlerts } from "./reading/list-alerts";
export { getOverview } from "./reading/overview";
export { updatesSince } from "./reading/updates-since";
export { addComment } from "./timeline/add-comment";
export { addTimelineEntries } from "./timeline/entries";
export { getIncidentTimeline } from "./timeline/get-timeline";
export { listComments } from "./timeline/list-comments";
