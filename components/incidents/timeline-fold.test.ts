import { expect, test } from "vitest";
import { eventOf } from "./test-fixture";
import { foldTimeline, runWords, splitReferences } from "./timeline-fold";

const alert = (number: number, status = "firing") => eventOf(number, { type: "alert", status });

test("newest first, and a storm of alerts is one line between what people did", () => {
  const storm = Array.from({ length: 30 }, (_, number) => alert(number + 1));
  const items = foldTimeline([eventOf(0), ...storm, eventOf(40), alert(41), alert(42)]);
  expect(items.map((item) => (item.kind === "run" ? item.events.length : item.event.title))).toEqual([
    "Event 42",
    "Event 41",
    "Event 40",
    30,
    "Event 0",
  ]);
});

test("a folded run says what it holds", () => {
  expect(runWords([alert(1), alert(2), alert(3, "resolved")])).toBe("2 alerts fired, 1 cleared");
  expect(runWords([alert(1, "resolved"), alert(2, "resolved")])).toBe("2 alerts cleared");
});

test("references to incidents are told from text", () => {
  expect(splitReferences("INC-7 merged into this, not XINC-7")).toEqual([
    { text: "INC-7", isReference: true },
    { text: " merged into this, not XINC-7", isReference: false },
  ]);
});
