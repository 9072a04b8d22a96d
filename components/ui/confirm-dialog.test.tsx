import { act } from "react";
import { expect, it, vi } from "vitest";
import { byText, click, render, type } from "@/components/testing/render";
import { ConfirmDialog } from "./confirm-dialog";

function dialog() {
  return document.querySelector('[role="alertdialog"]');
}

it("names the thing, does nothing until confirmed, and closes when it is done", async () => {
  const onConfirm = vi.fn(async () => {});
  const onOpenChange = vi.fn();
  await render(
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title="Delete the key “CI deploys”?"
      description="Whatever uses it stops working."
      confirm="Delete key"
      onConfirm={onConfirm}
    />,
  );
  expect(dialog()?.textContent).toContain("Delete the key “CI deploys”?");
  expect(onConfirm).not.toHaveBeenCalled();
  await click(byText("button", "Delete key"));
  expect(onConfirm).toHaveBeenCalledOnce();
  expect(onOpenChange).toHaveBeenLastCalledWith(false);
});

it("wants the name typed for what takes other people's work with it", async () => {
  const onConfirm = vi.fn();
  await render(
    <ConfirmDialog
      open
      title="Delete Acme?"
      description=""
      confirm="Delete"
      typeToConfirm="Acme"
      onConfirm={onConfirm}
    />,
  );
  const button = byText("button", "Delete") as HTMLButtonElement;
  expect(button.disabled).toBe(true);
  await type(document.querySelector("input"), "acm");
  expect(button.disabled).toBe(true);
  await type(document.querySelector("input"), " Acme ");
  expect(button.disabled).toBe(false);
});

it("stays open with the reason when it did not work", async () => {
  let refuse: (error: Error) => void = () => {};
  const work = new Promise((_, reject) => {
    refuse = reject;
  });
  await render(<ConfirmDialog open title="Revoke?" description="" confirm="Revoke" onConfirm={() => work} />);
  await click(byText("button", "Revoke"));
  expect(byText("button", "Revoke")?.getAttribute("aria-busy")).toBe("true");
  await act(async () => refuse(new Error("The key is in use. Replace it first.")));
  expect(dialog()?.textContent).toContain("The key is in use. Replace it first.");
  expect(byText("button", "Revoke")?.getAttribute("aria-busy")).toBeNull();
});
