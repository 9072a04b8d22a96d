import { describe, expect, it, vi } from "vitest";
import { press, render } from "@/components/testing/render";
import { ListKeys } from "./list-keys";
import { listShortcuts, type Shortcut, useShortcuts } from "./shortcuts";

function Keys({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  useShortcuts(shortcuts);
  return null;
}

function shortcut(keys: string, more: Partial<Omit<Shortcut, "run">> = {}) {
  return { keys, label: keys, run: vi.fn(), ...more };
}

describe("useShortcuts", () => {
  it("hears a key, a sign that needs shift, a combination and a sequence", async () => {
    const all = [shortcut("e"), shortcut("?"), shortcut("mod+k"), shortcut("g i"), shortcut("i")];
    await render(<Keys shortcuts={all} />);
    await press("e");
    await press("?", { shiftKey: true });
    await press("k", { metaKey: true });
    await press("k", { ctrlKey: true });
    await press("g");
    await press("i");
    expect(all.map((each) => each.run.mock.calls.length)).toEqual([1, 1, 2, 1, 0]);
  });

  it("forgets the first key of a sequence after a second", async () => {
    vi.useFakeTimers();
    const sequence = shortcut("g i");
    await render(<Keys shortcuts={[sequence]} />);
    await press("g");
    vi.advanceTimersByTime(1100);
    await press("i");
    expect(sequence.run).not.toHaveBeenCalled();
    vi.useRealTimers();
  });

  it("leaves typed letters to the field, but not ⌘K", async () => {
    const acknowledge = shortcut("e");
    const palette = shortcut("mod+k", { everywhere: true });
    const box = await render(
      <>
        <Keys shortcuts={[acknowledge, palette]} />
        <input type="search" />
        <input type="checkbox" />
      </>,
    );
    const [search, tick] = box.querySelectorAll("input");
    await press("e", {}, search);
    expect(acknowledge.run).not.toHaveBeenCalled();
    await press("k", { ctrlKey: true }, search);
    expect(palette.run).toHaveBeenCalledOnce();
    await press("e", {}, tick);
    expect(acknowledge.run).toHaveBeenCalledOnce();
  });

  it("is silent while a dialog is open, while composing, and with a modifier it does not name", async () => {
    const acknowledge = shortcut("e");
    const box = await render(<Keys shortcuts={[acknowledge]} />);
    await press("e", { ctrlKey: true });
    await press("e", { isComposing: true });
    box.insertAdjacentHTML("beforeend", '<div role="dialog" data-state="open"></div>');
    await press("e");
    expect(acknowledge.run).not.toHaveBeenCalled();
  });

  it("does not repeat while held, unless told to", async () => {
    const acknowledge = shortcut("e");
    const next = shortcut("j", { repeats: true });
    await render(<Keys shortcuts={[acknowledge, next]} />);
    await press("e", { repeat: true });
    await press("j", { repeat: true });
    expect([acknowledge.run.mock.calls.length, next.run.mock.calls.length]).toEqual([0, 1]);
  });

  it("gives a key to the page that came last, and back when it is left", async () => {
    const shell = shortcut("s", { label: "Shell" });
    const page = shortcut("s", { label: "Page" });
    await render(<Keys shortcuts={[shell]} />);
    await render(<Keys shortcuts={[page]} />);
    await press("s");
    expect([shell.run.mock.calls.length, page.run.mock.calls.length]).toEqual([0, 1]);
    expect(listShortcuts().map((each) => each.label)).toEqual(["Page"]);
  });
});

describe("ListKeys", () => {
  const rows = ["INC-3", "INC-2", "INC-1"];

  async function list(run = vi.fn()) {
    const box = await render(
      <>
        <input type="search" />
        <ListKeys actions={[{ keys: "e", label: "Acknowledge", run }]}>
          <ul>
            {rows.map((row) => (
              <li key={row} data-row={row}>
                <a href={`#${row}`} data-row-link="">
                  {row}
                </a>
              </li>
            ))}
          </ul>
        </ListKeys>
      </>,
    );
    return { box, run };
  }

  it("walks with j and k and stops at both ends", async () => {
    await list();
    const seen: (string | null | undefined)[] = [];
    for (const key of ["j", "j", "j", "j", "k"]) {
      await press(key);
      seen.push(document.activeElement?.textContent);
    }
    expect(seen).toEqual(["INC-3", "INC-2", "INC-1", "INC-1", "INC-2"]);
  });

  it("acts on the row that has the focus, and on none without one", async () => {
    const { run } = await list();
    (document.activeElement as HTMLElement | null)?.blur();
    await press("e");
    expect(run).not.toHaveBeenCalled();
    await press("j");
    await press("e");
    expect(run).toHaveBeenCalledExactlyOnceWith("INC-3");
  });

  it("jumps to the search field", async () => {
    const { box } = await list();
    await press("/");
    expect(document.activeElement).toBe(box.querySelector("input"));
  });
});
