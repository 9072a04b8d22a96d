import { act, type ReactNode } from "react";
import { createRoot, hydrateRoot, type Root } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, vi } from "vitest";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let mounted: { root: Root; box: HTMLElement }[] = [];

afterEach(() => {
  act(() => {
    for (const { root } of mounted) root.unmount();
  });
  for (const { box } of mounted) box.remove();
  mounted = [];
});

export async function render(node: ReactNode): Promise<HTMLElement> {
  const box = document.createElement("div");
  document.body.append(box);
  const root = createRoot(box);
  mounted.push({ root, box });
  await act(async () => root.render(node));
  return box;
}

/** Renders on a server and hydrates in a browser; returns both texts and what React complained about. */
export async function hydrate(node: ReactNode) {
  const box = document.createElement("div");
  document.body.append(box);
  box.innerHTML = renderToString(node);
  const serverText = box.textContent;
  const complaints: unknown[] = [];
  const quiet = vi.spyOn(console, "error").mockImplementation((...words) => complaints.push(words));
  await act(async () => {
    const root = hydrateRoot(box, node, { onRecoverableError: (error) => complaints.push(error) });
    mounted.push({ root, box });
  });
  quiet.mockRestore();
  return { box, serverText, complaints };
}

export async function click(target: Element | null | undefined): Promise<void> {
  if (!(target instanceof HTMLElement)) throw new Error("There is nothing to click.");
  await act(async () => target.click());
}

export async function type(target: Element | null, text: string): Promise<void> {
  if (!(target instanceof HTMLInputElement)) throw new Error("There is no field to type into.");
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(target, text);
    target.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

export async function press(key: string, init: KeyboardEventInit = {}, target: EventTarget = document.body) {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init }));
  });
}

/** Looks in the whole document, since dialogs and menus stand outside of what rendered them. */
export function byText(selector: string, text: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find(
    (element) => element.textContent?.trim() === text,
  );
}
