import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AlertListItem } from "@/server/alerts/schema";
import { AlertLabels } from "./alert-labels";
import { AlertRow } from "./alert-row";
import { SourceLink } from "./source-link";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const hostile = "<img src=x onerror=alert(1)>";
const alert: AlertListItem = {
  id: "0190a000-0000-7000-8000-000000000001",
  alertName: hostile,
  severity: "critical",
  sourceSeverity: null,
  status: "firing",
  kind: "problem",
  mutedBy: null,
  flapping: false,
  stale: false,
  service: "checkout",
  environment: "production",
  instance: null,
  labels: {},
  annotations: {},
  fingerprint: "f",
  timestamp: new Date("2026-01-05T10:00:00Z"),
  lastSeenAt: new Date("2026-01-05T10:00:00Z"),
  acknowledgedAt: null,
  resolvedAt: null,
  resolvedReason: null,
  repeatCount: 11,
  value: null,
  source: "alertmanager",
  sourceUrl: null,
  integrationId: "0190a000-0000-7000-8000-000000000002",
  teamId: null,
  incidentId: null,
  previousId: null,
  integrationName: "Production",
  incident: null,
};

let box: HTMLDivElement;
let root: Root;
beforeEach(() => {
  box = document.createElement("div");
  document.body.append(box);
  root = createRoot(box);
});
afterEach(() => {
  act(() => root.unmount());
  box.remove();
});
const show = (element: React.ReactNode) => act(() => root.render(element));

function row(over: Partial<React.ComponentProps<typeof AlertRow>> = {}) {
  const calls = { onSelect: vi.fn(), onOpen: vi.fn(), onWalk: vi.fn() };
  show(
    <AlertRow
      alert={alert}
      href="/acme/alerts/1"
      grouped={false}
      gone={false}
      opened={false}
      selectable
      selected={false}
      selecting={false}
      {...calls}
      {...over}
    />,
  );
  return calls;
}

describe("a row of the alert list", () => {
  test("shows what a payload carries as text", () => {
    row();
    expect(box.querySelector("img")).toBeNull();
    expect(box.textContent).toContain(hostile);
  });

  test("counts the first time and its repeats", () => {
    row();
    expect(box.textContent).toContain("×12");
  });

  test("opens here on a plain click, and leaves a click for a new tab to the browser", () => {
    const calls = row();
    const link = box.querySelector("a");
    act(() => link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })));
    expect(calls.onOpen).toHaveBeenCalledTimes(1);
    act(() =>
      link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true })),
    );
    expect(calls.onOpen).toHaveBeenCalledTimes(1);
  });

  test("selects without opening", () => {
    const calls = row();
    act(() => box.querySelector("input")?.click());
    expect(calls.onSelect).toHaveBeenCalledWith(false);
    expect(calls.onOpen).not.toHaveBeenCalled();
  });

  test("offers no box to whom may not act", () => {
    row({ selectable: false });
    expect(box.querySelector("input")).toBeNull();
  });

  test("says that it has left the view instead of vanishing", () => {
    row({ gone: true });
    expect(box.textContent).toContain("Left this view");
  });
});

describe("what a payload names as an address", () => {
  test.each(["javascript:alert(1)", "data:text/html,x", "not a url", ""])("%s is no link", (href) => {
    show(<SourceLink href={href}>there</SourceLink>);
    expect(box.querySelector("a")).toBeNull();
  });

  test("leads out without a way back", () => {
    show(<SourceLink href="https://grafana.example/d/1">there</SourceLink>);
    expect(box.querySelector("a")?.rel).toBe("noopener noreferrer");
  });
});

test("a label leads to all alerts that carry it", () => {
  show(<AlertLabels slug="acme" labels={{ "a&b": "x=<y>" }} />);
  const href = box.querySelector("a")?.getAttribute("href") ?? "";
  const query = new URL(href, "http://localhost").searchParams;
  expect([query.get("view"), query.get("label")]).toEqual(["all", "a&b=x=<y>"]);
});
