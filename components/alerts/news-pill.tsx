import { ArrowUp } from "lucide-react";

export type NewsPillProps = { news: number; gone: number; more: boolean; onTap: () => void };

/** What has changed since the list was laid out; it waits until it is tapped in. */
export function NewsPill({ news, gone, more, onTap }: NewsPillProps) {
  const words = [news > 0 ? `${news}${more ? "+" : ""} new` : null, gone > 0 ? `${gone} gone` : null].filter(
    Boolean,
  );
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-20 flex justify-center">
      {words.length > 0 ? (
        <button
          type="button"
          onClick={onTap}
          className="finger pointer-events-auto inline-flex h-7 animate-fade items-center gap-1.5 rounded-full border border-accent-line bg-accent px-3 font-medium text-on-accent text-table shadow-pop hover:bg-accent-hover touch:h-9"
        >
          <ArrowUp aria-hidden="true" className="size-3.5" />
          {words.join(", ")}
        </button>
      ) : null}
    </div>
  );
}
