"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { listShortcuts, type Shortcut } from "./shortcuts";

export function KeysHelp({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const groups = new Map<string, Shortcut[]>();
  if (open) {
    for (const shortcut of listShortcuts()) {
      const name = shortcut.group ?? "On this page";
      groups.set(name, [...(groups.get(name) ?? []), shortcut]);
    }
  }
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keys" size="md">
      <div className="gap-x-8 md:columns-2">
        {[...groups].map(([name, shortcuts]) => (
          <section key={name} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-meta text-tertiary">{name}</h3>
            <dl>
              {shortcuts.map((shortcut) => (
                <div
                  key={shortcut.keys}
                  className="flex min-h-7 items-center justify-between gap-3 text-table"
                >
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Kbd keys={shortcut.keys} always />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
