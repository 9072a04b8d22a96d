"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "./copy-button";
import { IconButton } from "./icon-button";
import { Mark } from "./mark";

export type SecretRevealProps = {
  secret: string;
  /** What it is: "API key". */
  label: string;
  /** Where it is needed, or how to make another. */
  hint?: string;
};

/** A secret at the one moment it can be read: covered until asked for, copied whole either way. */
export function SecretReveal({ secret, label, hint }: SecretRevealProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className="space-y-2 rounded-lg border border-warning-line bg-warning-soft p-3">
      <p className="flex items-start gap-2 text-table text-warning-text">
        <Mark shape="triangle" className="mt-1 text-warning" />
        <span>This {label} is shown once. Copy it now; afterwards only its first characters are kept.</span>
      </p>
      <div className="flex items-center gap-1 rounded-md border border-line-strong bg-surface py-0.5 pr-1 pl-2.5">
        <code dir="ltr" className="min-w-0 flex-1 overflow-x-auto whitespace-nowrap font-mono text-table">
          {shown
            ? secret
            : `${secret.slice(0, 6)}${"•".repeat(Math.max(8, Math.min(28, secret.length - 6)))}`}
        </code>
        <IconButton
          label={shown ? `Hide the ${label}` : `Show the ${label}`}
          size="sm"
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff /> : <Eye />}
        </IconButton>
        <CopyButton text={secret} label={`Copy the ${label}`} />
      </div>
      {hint ? <p className="text-meta text-secondary">{hint}</p> : null}
    </div>
  );
}
