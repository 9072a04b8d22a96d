"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import * as RadixDialog from "radix-ui/dialog";
import { useEffect, useMemo, useState } from "react";
import { cn } from "@/components/ui/cn";
import { overlayClass } from "@/components/ui/dialog";
import { menuItemClass } from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { SpinnerMark } from "@/components/ui/spinner";
import { type CommandItem, currentCommandSearch, listCommands } from "./commands";

const SEARCH_DELAY_MS = 150;
const FOUND = "Found";
const PAGE = "On this page";

export type CommandPaletteProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  items: readonly CommandItem[];
};

export function CommandPalette({ open, onOpenChange, items }: CommandPaletteProps) {
  const router = useRouter();
  const [words, setWords] = useState("");
  const { found, searching } = useFound(open ? words : "");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the page's actions are read anew whenever the palette opens.
  const pageItems = useMemo(() => listCommands().map((item) => ({ group: PAGE, ...item })), [open]);

  const groups = new Map<string, CommandItem[]>();
  for (const item of [...pageItems, ...items]) {
    const name = item.group ?? "Go to";
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }

  function close(next: boolean) {
    if (!next) setWords("");
    onOpenChange(next);
  }

  function choose(item: CommandItem) {
    close(false);
    if (item.run) item.run();
    else if (item.href) router.push(item.href);
  }

  return (
    <RadixDialog.Root open={open} onOpenChange={close}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={overlayClass} />
        <RadixDialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 top-0 z-50 mx-auto flex max-h-[85dvh] w-full animate-fade flex-col overflow-hidden border border-line bg-surface shadow-pop outline-none md:top-[12vh] md:max-h-[60vh] md:max-w-xl md:rounded-xl"
        >
          <RadixDialog.Title className="sr-only">Search and commands</RadixDialog.Title>
          <Command label="Search and commands" loop className="flex min-h-0 flex-col">
            <div className="flex items-center gap-2 border-line border-b px-4">
              <Command.Input
                value={words}
                onValueChange={setWords}
                placeholder="Search or type a command…"
                className="h-12 min-w-0 flex-1 bg-transparent text-lead outline-none"
              />
              {searching ? <SpinnerMark className="size-4 animate-appear text-tertiary" /> : null}
              <Kbd keys="escape" />
            </div>
            <Command.List className="min-h-0 flex-1 overflow-y-auto p-1.5">
              <Command.Empty className="px-3 py-8 text-center text-secondary text-table">
                {searching ? "Searching…" : "Nothing matches. Try an incident number, a service or a page."}
              </Command.Empty>
              {found.length > 0 ? (
                <Group name={FOUND} forced>
                  {found.map((item) => (
                    <Row key={item.id} item={item} forced words={words} onChoose={choose} />
                  ))}
                </Group>
              ) : null}
              {[...groups].map(([name, members]) => (
                <Group key={name} name={name}>
                  {members.map((item) => (
                    <Row key={item.id} item={item} onChoose={choose} />
                  ))}
                </Group>
              ))}
            </Command.List>
          </Command>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}

function Group({ name, forced, children }: { name: string; forced?: boolean; children: React.ReactNode }) {
  return (
    <Command.Group
      heading={name}
      forceMount={forced}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-tertiary"
    >
      {children}
    </Command.Group>
  );
}

type RowProps = {
  item: CommandItem;
  forced?: boolean;
  words?: string;
  onChoose: (item: CommandItem) => void;
};

function Row({ item, forced, words, onChoose }: RowProps) {
  return (
    <Command.Item
      value={item.id}
      forceMount={forced}
      keywords={[item.label, ...(item.keywords ?? []), ...(words ? [words] : [])]}
      onSelect={() => onChoose(item)}
      className={cn(menuItemClass, "min-h-9 data-[selected=true]:bg-hover")}
    >
      {item.icon}
      <bdi className="min-w-0 flex-1 truncate">{item.label}</bdi>
      {item.keys ? <Kbd keys={item.keys} /> : null}
    </Command.Item>
  );
}

/** What the server knows under these words; an answer that comes after a newer question is dropped. */
function useFound(words: string): { found: CommandItem[]; searching: boolean } {
  const [state, setState] = useState<{ words: string; found: CommandItem[] }>({ words: "", found: [] });
  const asked = words.trim();
  const search = asked ? currentCommandSearch() : undefined;
  useEffect(() => {
    if (!asked || !search) return;
    let current = true;
    const timer = setTimeout(() => {
      search(asked)
        .catch(() => [])
        .then((found) => {
          if (current) setState({ words: asked, found });
        });
    }, SEARCH_DELAY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked, search]);
  if (!search) return { found: [], searching: false };
  return { found: state.words ? state.found : [], searching: state.words !== asked };
}
