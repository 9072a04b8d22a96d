"use client";

import { Check, Copy } from "lucide-react";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { useCopy } from "./use-copy";

export type CopyButtonProps = {
  text: string;
  /** What is copied: "Copy the key". */
  label?: string;
  /** Writes the label out instead of leaving it to the pointer. */
  withText?: boolean;
  size?: "sm" | "md";
  className?: string;
};

export function CopyButton({ text, label = "Copy", withText, size = "sm", className }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  const icon = copied ? <Check className="text-resolved" /> : <Copy />;
  return (
    <>
      {withText ? (
        <Button size={size} icon={icon} onClick={() => copy(text)} className={className}>
          {copied ? "Copied" : label}
        </Button>
      ) : (
        <IconButton label={label} size={size} onClick={() => copy(text)} className={className}>
          {icon}
        </IconButton>
      )}
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </>
  );
}
