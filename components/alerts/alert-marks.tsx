import { StatusMark } from "@/components/ui/status-mark";
import type { AlertListItem } from "@/server/alerts/schema";

type Marked = Pick<AlertListItem, "status" | "mutedBy" | "flapping" | "stale" | "resolvedReason">;

const resolvedWords = {
  person: "Closed by hand",
  expired: "Expired",
  reconciled: "Reconciled",
  source: null,
};

export type MarkedState = {
  status: "acknowledged" | "resolved" | "muted" | "flapping" | "stale" | "firing";
  word?: string;
};

/** What is to be said of an alert beyond that it fires, the weightiest first. */
export function statesOf(alert: Marked): MarkedState[] {
  const states: MarkedState[] = [];
  if (alert.status === "resolved") {
    const word = alert.resolvedReason ? resolvedWords[alert.resolvedReason] : null;
    states.push(word ? { status: "resolved", word } : { status: "resolved" });
  }
  if (alert.status === "acknowledged") states.push({ status: "acknowledged" });
  if (alert.mutedBy) states.push({ status: "muted" });
  if (alert.flapping) states.push({ status: "flapping" });
  if (alert.stale && alert.status !== "resolved") states.push({ status: "stale" });
  return states;
}

/** The first state in a word, the others as shapes, so that a row keeps its width. */
export function AlertMarks({ alert, className }: { alert: Marked; className?: string }) {
  return statesOf(alert).map((state, index) => (
    <StatusMark
      key={state.status}
      status={state.status}
      word={state.word}
      hideWord={index > 0}
      className={className}
    />
  ));
}
