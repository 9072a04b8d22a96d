import { describe, expect, it } from "vitest";
import { readError, stepStatus } from "./words";

describe("a step's standing", () => {
  const pending = { state: "pending", op: "StepRun", dueAt: null, error: null } as const;
  it.each([
    ["ended well", { ...pending, state: "done" as const }, "Done"],
    ["gave up", { ...pending, state: "failed" as const }, "Failed"],
    ["failed and has attempts left", { ...pending, error: { message: "x" } }, "Tried again"],
    ["sleeps", { ...pending, op: "Sleep", dueAt: new Date(0) }, "Sleeping"],
    ["waits for an event", { ...pending, op: "WaitForEvent", dueAt: new Date(0) }, "Waiting"],
    ["runs", pending, "Running"],
  ])("%s", (_, step, word) => {
    expect(stepStatus(step).word).toBe(word);
  });
});

it("reads an error of any shape", () => {
  expect(readError(null)).toBeNull();
  expect(readError("broken")).toEqual({ name: null, message: "broken", stack: null });
  expect(readError({ name: "TypeError", message: "no", stack: "at x" })).toEqual({
    name: "TypeError",
    message: "no",
    stack: "at x",
  });
  expect(readError({ odd: 1 })?.message).toBe('{"odd":1}');
});
