import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type JsonViewProps = {
  value: Json;
  /** Levels that stand open at first. */
  open?: number;
  copy?: boolean;
  className?: string;
};

/** A JSON document to read: folded by the browser itself, without a script. */
export function JsonView({ value, open = 2, copy = true, className }: JsonViewProps) {
  return (
    <div
      dir="ltr"
      className={cn("relative overflow-hidden rounded-lg border border-line bg-sunken", className)}
    >
      {copy ? (
        <CopyButton
          text={JSON.stringify(value, null, 2)}
          label="Copy JSON"
          className="absolute top-1 right-1 z-10 bg-sunken"
        />
      ) : null}
      <div className="max-h-[28rem] overflow-auto p-3 pr-10 font-mono text-meta leading-5">
        <Node value={value} depth={0} open={open} />
      </div>
    </div>
  );
}

function Node({ value, name, depth, open }: { value: Json; name?: string; depth: number; open: number }) {
  const key = name === undefined ? null : <span className="text-secondary">{name}: </span>;
  if (value === null || typeof value !== "object") {
    return (
      <div className="break-all pl-4">
        {key}
        <Scalar value={value} />
      </div>
    );
  }
  const isList = Array.isArray(value);
  const entries = isList ? value.map((item, index) => [String(index), item] as const) : Object.entries(value);
  const [left, right] = isList ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    return (
      <div className="pl-4">
        {key}
        <span className="text-tertiary">{left + right}</span>
      </div>
    );
  }
  return (
    <details
      open={depth < open}
      className="[&:not([open])>summary_.when-open]:hidden [&[open]>summary_.when-closed]:hidden"
    >
      <summary className="cursor-pointer list-none rounded marker:content-none hover:bg-hover">
        <span aria-hidden="true" className="inline-block w-4 text-tertiary transition-transform duration-100">
          <span className="when-closed">▸</span>
          <span className="when-open">▾</span>
        </span>
        {key}
        <span className="text-tertiary">
          {left}
          <span className="when-closed">
            {entries.length}
            {right}
          </span>
        </span>
      </summary>
      <div className="ml-1.5 border-line border-l pl-2">
        {entries.map(([entryName, entry]) => (
          <Node
            key={entryName}
            name={isList ? undefined : entryName}
            value={entry as Json}
            depth={depth + 1}
            open={open}
          />
        ))}
      </div>
      <span className="pl-4 text-tertiary">{right}</span>
    </details>
  );
}

function Scalar({ value }: { value: string | number | boolean | null }) {
  if (typeof value === "string") return <bdi className="text-resolved-text">"{value}"</bdi>;
  if (value === null) return <span className="text-tertiary">null</span>;
  return <span className="text-info-text">{String(value)}</span>;
}
