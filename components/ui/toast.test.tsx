import { expect, it, vi } from "vitest";
import { byText, render } from "@/components/testing/render";
import { notifyUndo } from "./toast";
import { ToasterMessages } from "./toaster-messages";

it("offers to take back what was done, once", async () => {
  const undo = vi.fn();
  await render(<ToasterMessages />);
  // From here on the library animates by timers of its own, which no act() could wait for.
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = false;
  await notifyUndo("INC-42 acknowledged", undo);
  await vi.waitFor(() => expect(document.body.textContent).toContain("INC-42 acknowledged"));
  byText("button", "Undo")?.click();
  expect(undo).toHaveBeenCalledOnce();
});
