import type { Observation, Transition } from "../../schema";
import { cleanText } from "../limits";
import { placeOf } from "../naming";
import { type ParseContext, type ParsedBody, type ParsedDelivery, UnreadableError } from "../port";
import { severityOf } from "../severity";
import { instantOf, isObject, type JsonObject, textMapOf, textOf } from "../values";
import { severities } from "./severities";

/** What an action does to an alert; every other one is for the timeline of whoever reads it there. */
const transitions: Readonly<Record<string, Transition>> = {
  Create: "fire",
  Acknowledge: "acknowledge",
  UnAcknowledge: "unacknowledge",
  Close: "resolve",
  Delete: "resolve",
  UpdatePriority: "update",
  UpdateMessage: "update",
  UpdateDescription: "update",
  AddNote: "comment",
  Snooze: "comment",
  SnoozeEnded: "comment",
  Escalate: "comment",
  EscalateNext: "comment",
  AssignOwnership: "comment",
  TakeOwnership: "comment",
  AddTeam: "comment",
  AddResponder: "comment",
  AddRecipient: "comment",
  AddTags: "comment",
  RemoveTags: "comment",
  AddDetails: "comment",
  RemoveDetails: "comment",
};

/** Tags are words of their own; those that read as `key:value` or `key=value` name something. */
function tagLabels(tags: unknown): Record<string, string> {
  if (!Array.isArray(tags)) return {};
  const texts = tags.flatMap((tag) => textOf(tag) ?? []);
  return textMapOf(texts.map((tag) => (tag.includes(":") ? tag : tag.replace("=", ":"))));
}

function annotationsOf(alert: JsonObject, action: string): Record<string, string> {
  const description = textOf(alert.description);
  const note = textOf(alert.note);
  return {
    ...(description ? { description } : {}),
    ...(note ? { note } : {}),
    ...(action === "Delete" ? { end: "The alert was deleted in Opsgenie." } : {}),
  };
}

/** Reads the body of Opsgenie's outgoing webhook: one action on one alert, which its `alertId` names, never the alias. */
export function parse(body: ParsedBody, { receivedAt }: ParseContext): ParsedDelivery {
  if (body.kind !== "json" || !isObject(body.value))
    throw new UnreadableError("The body must be an object as Opsgenie's webhook integration sends it.");
  const { action, alert, integrationName } = body.value;
  const done = textOf(action);
  if (done === null || !isObject(alert))
    throw new UnreadableError(
      "The body has no action and alert. This address takes Opsgenie's outgoing webhook, without a custom payload.",
      done === null ? "action" : "alert",
    );
  const alertId = textOf(alert.alertId);
  if (alertId === null)
    throw new UnreadableError("The alert has no alertId, so nothing tells which one it is.", "alert.alertId");
  const created = instantOf(alert.createdAt, receivedAt);
  const updated = instantOf(alert.updatedAt, receivedAt);
  const at = updated.at ?? (done === "Create" ? created.at : null) ?? receivedAt;
  const transition = (Object.hasOwn(transitions, done) ? transitions[done] : undefined) ?? "ignore";
  const labels = {
    ...tagLabels(alert.tags),
    ...textMapOf(alert.details),
    ...only("entity", alert.entity),
    ...only("alias", alert.alias),
    ...only("opsgenie_source", alert.source),
    ...only("opsgenie_integration", integrationName),
  };
  const place = placeOf(labels);
  const priority = textOf(alert.priority);
  const observation: Observation = {
    sourceEventAt: at,
    dedupKey: alertId,
    kind: "problem",
    transition,
    severity: severityOf(priority, severities),
    sourceSeverity: priority,
    alertName: textOf(alert.message) ?? `Opsgenie alert ${textOf(alert.tinyId) ?? alertId}`,
    startsAt: created.at,
    endsAt: transition === "resolve" ? at : null,
    labels,
    annotations: annotationsOf(alert, done),
    value: null,
    sourceUrl: `https://app.opsgenie.com/alert/detail/${encodeURIComponent(cleanText(alertId, 200))}/details`,
    ...place,
    service: place.service ?? textOf(alert.entity),
    team: place.team ?? textOf(alert.team),
  };
  return { observations: [observation], errors: [], truncated: 0 };
}

const only = (key: string, value: unknown): Record<string, string> => {
  const text = textOf(value);
  return text === null ? {} : { [key]: text };
};

export const recognises = (body: JsonObject) =>
  typeof body.action === "string" && isObject(body.alert) && "alertId" in body.alert;
