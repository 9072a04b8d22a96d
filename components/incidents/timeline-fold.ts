import type { TimelineEvent } from "@/server/incidents/schema";

export type TimelineItem =
  | { kind: "event"; event: TimelineEvent }
  /** Alerts that came one after the other, which would push what people did out of sight. */
  | { kind: "run"; id: string; events: TimelineEvent[] };

const LONGEST_RUN = 4;

/** Newest first; runs of more than four alert events are folded into one line. `events` are oldest first. */
export function foldTimeline(events: readonly TimelineEvent[]): TimelineItem[] {
  const items: TimelineItem[] = [];
  let run: TimelineEvent[] = [];
  const end = () => {
    const [first] = run;
    if (first && run.length > LONGEST_RUN) items.push({ kind: "run", id: first.id, events: run });
    else items.push(...run.map((event) => ({ kind: "event" as const, event })));
    run = [];
  };
  for (const event of [...events].reverse()) {
    if (event.type === "alert") run.push(event);
    else {
      end();
      items.push({ kind: "event", event });
    }
  }
  end();
  return items;
}

/** "37 alerts fired, 4 cleared": what a folded run holds. */
export function runWords(events: readonly TimelineEvent[]): string {
  const cleared = events.filter((event) => event.status === "resolved").length;
  const fired = events.length - cleared;
  const parts = [
    fired ? `${fired} ${fired === 1 ? "alert" : "alerts"} fired` : "",
    cleared ? `${cleared}${fired ? "" : cleared === 1 ? " alert" : " alerts"} cleared` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** The parts of a text, references to incidents apart, so that they can be linked: INC-42. */
export function splitReferences(text: string): { text: string; isReference: boolean }[] {
  return text
    .split(/(\bINC-\d{1,9}\b)/)
    .filter(Boolean)
    .map((part) => ({ text: part, isReference: /^INC-\d{1,9}$/.test(part) }));
}
