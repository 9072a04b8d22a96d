import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export type CodeBlockProps = {
  code: string;
  /** File name or what to do with it: "alertmanager.yml". */
  title?: ReactNode;
  /** What is copied when it differs from what is shown, such as a whole key behind dots. */
  copyText?: string;
  wrap?: boolean;
  className?: string;
};

export function CodeBlock({ code, title, copyText, wrap, className }: CodeBlockProps) {
  return (
    <figure
      className={cn("group/code relative overflow-hidden rounded-lg border border-line bg-sunken", className)}
    >
      {title ? (
        <figcaption className="flex h-9 items-center border-line border-b pr-11 pl-3 font-mono text-meta text-secondary">
          {title}
        </figcaption>
      ) : null}
      <CopyButton text={copyText ?? code} label="Copy" className="absolute top-1 right-1 bg-sunken" />
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className={cn(
          "max-h-96 overflow-auto p-3 font-mono text-meta leading-5",
          !title && "pr-11",
          wrap && "whitespace-pre-wrap break-all",
        )}
      >
        <code dir="ltr">{code}</code>
      </pre>
    </figure>
  );
}

/** A word of code in a sentence. */
export function Code({ children }: { children: ReactNode }) {
  return (
    <code className="rounded border border-line bg-sunken px-1 py-px font-mono text-[0.9em]">{children}</code>
  );
}
