import { describe, expect, it } from "vitest";
import { asAlertmanager, CYCLE_MINUTES, historyBefore, storyAt } from "./story";

const anchor = new Date(Date.UTC(2026, 0, 10));
const after = (minutes: number) => new Date(anchor.getTime() + minutes * 60_000);
const firing = (minutes: number) =>
  storyAt(anchor, after(minutes))
    .filter((occurrence) => occurrence.endsAt > after(minutes))
    .map((occurrence) => occurrence.alertName);

describe("storyAt", () => {
  it("shows life from the first minute and never ends", () => {
    expect(firing(0)).toEqual(["DiskWillFill", "CertificateExpiresSoon"]);
    expect(firing(4)).toContain("HighErrorRate");
    expect(firing(25)).not.toContain("HighErrorRate");
    expect(firing(CYCLE_MINUTES * 400 + 4)).toContain("HighErrorRate");
  });

  it("gives an occurrence the same start whenever it is asked, so that a restart repeats and opens nothing", () => {
    const startOf = (minutes: number) =>
      storyAt(anchor, after(minutes)).find((occurrence) => occurrence.alertName === "HighErrorRate")
        ?.startsAt;
    expect(startOf(5)).toEqual(startOf(60));
    expect(startOf(CYCLE_MINUTES + 5)).not.toEqual(startOf(60));
  });
});

it("has a past that lies before it", () => {
  const history = historyBefore(anchor);
  expect(history.length).toBeGreaterThan(20);
  expect(history.every((occurrence) => occurrence.endsAt < anchor)).toBe(true);
});

it("speaks Alertmanager", () => {
  const body = asAlertmanager(storyAt(anchor, after(30)), after(30));
  expect(body.status).toBe("firing");
  const resolved = body.alerts.find((alert) => alert.status === "resolved");
  expect(new Date(resolved?.endsAt ?? 0).getTime()).toBeLessThan(after(30).getTime());
  expect(body.alerts.find((alert) => alert.status === "firing")?.endsAt).toBe("0001-01-01T00:00:00Z");
});
