import type { Timeline } from "@/server/incidents/schema";

/** So many events come with the page; a storm's other hundreds follow when it has been shown. */
const FIRST_EVENTS = 20;

/** The newest events, or null where nothing had to be left out; `events` are oldest first. */
export function trimTimeline(timeline: Timeline): Timeline | null {
  if (timeline.events.length <= FIRST_EVENTS) return null;
  return { ...timeline, events: timeline.events.slice(-FIRST_EVENTS) };
}
