import { act } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hydrate, render } from "@/components/testing/render";
import { Duration } from "./duration";
import { NowProvider } from "./now";
import { RelativeTime } from "./relative-time";

const NOW = Date.UTC(2026, 10, 23, 7, 0, 0);
const MINUTE = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  vi.setSystemTime(NOW);
});
afterEach(() => {
  vi.useRealTimers();
});

describe("RelativeTime", () => {
  it("hydrates without complaint although the browser is later than the server, then catches up", async () => {
    const node = (
      <NowProvider now={NOW - 3 * MINUTE}>
        <RelativeTime at={NOW - 5 * MINUTE} />
      </NowProvider>
    );
    const { box, serverText, complaints } = await hydrate(node);
    expect(serverText).toBe("2m ago");
    expect(complaints).toEqual([]);
    expect(box.textContent).toBe("5m ago");
  });

  it("moves on by itself", async () => {
    const box = await render(<RelativeTime at={NOW - 58_000} show="age" />);
    expect(box.textContent).toBe("58s");
    await act(async () => vi.advanceTimersByTime(3000));
    expect(box.textContent).toBe("1m");
  });

  it("holds the exact instant for the pointer and for machines", async () => {
    const box = await render(<RelativeTime at="2026-11-23T06:00:00Z" />);
    const time = box.querySelector("time");
    expect(time?.dateTime).toBe("2026-11-23T06:00:00.000Z");
    expect(time?.title).toMatch(/23 Nov 2026, \d\d:00:00/);
  });

  it("shows nothing for what is no instant", async () => {
    const box = await render(<RelativeTime at="yesterday-ish" show="clock" />);
    expect(box.textContent).toBe("");
  });
});

describe("Duration", () => {
  it("counts while it runs and stands still when it has ended", async () => {
    const box = await render(
      <>
        <Duration from={NOW - 59 * MINUTE - 59_000} />
        <Duration from={NOW - 90 * MINUTE} to={NOW - 80 * MINUTE} />
      </>,
    );
    const [running, ended] = box.querySelectorAll("time");
    expect([running?.textContent, ended?.textContent]).toEqual(["59m", "10m"]);
    await act(async () => vi.advanceTimersByTime(2000));
    expect([running?.textContent, ended?.textContent]).toEqual(["1h", "10m"]);
  });
});
