import { cn } from "./cn";
import { Mark, type MarkShape } from "./mark";
import { type Tone, toneMark, toneText } from "./tone";

type Look = { word: string; shape: MarkShape; tone: Tone };

/** Every state a thing of ours can be in: its word, its shape and its colour, in one place. */
const looks = {
  firing: { word: "Firing", shape: "target", tone: "neutral" },
  open: { word: "Open", shape: "target", tone: "neutral" },
  investigating: { word: "Investigating", shape: "hand", tone: "acknowledged" },
  identified: { word: "Identified", shape: "half", tone: "acknowledged" },
  mitigated: { word: "Mitigated", shape: "half", tone: "resolved" },
  acknowledged: { word: "Acknowledged", shape: "hand", tone: "acknowledged" },
  resolved: { word: "Resolved", shape: "check", tone: "resolved" },
  merged: { word: "Merged", shape: "dash", tone: "muted" },
  muted: { word: "Muted", shape: "dash", tone: "muted" },
  stale: { word: "Stale", shape: "dash", tone: "muted" },
  flapping: { word: "Flapping", shape: "wave", tone: "warning" },
  unknown: { word: "Unknown", shape: "dash", tone: "muted" },
  healthy: { word: "Healthy", shape: "check", tone: "resolved" },
  verified: { word: "Verified", shape: "check", tone: "resolved" },
  active: { word: "Active", shape: "check", tone: "resolved" },
  degraded: { word: "Degraded", shape: "triangle", tone: "warning" },
  failing: { word: "Failing", shape: "cross", tone: "critical" },
  silent: { word: "Silent", shape: "clock", tone: "warning" },
  disabled: { word: "Disabled", shape: "dash", tone: "muted" },
  never: { word: "Never seen", shape: "dots", tone: "muted" },
  accepted: { word: "Accepted", shape: "check", tone: "resolved" },
  partial: { word: "Partly read", shape: "triangle", tone: "warning" },
  unparsed: { word: "Not readable", shape: "triangle", tone: "warning" },
  rejected: { word: "Rejected", shape: "cross", tone: "critical" },
  replayed: { word: "Replayed", shape: "check", tone: "info" },
  queued: { word: "Queued", shape: "dots", tone: "muted" },
  running: { word: "Running", shape: "half", tone: "info" },
  sleeping: { word: "Sleeping", shape: "pause", tone: "muted" },
  waiting: { word: "Waiting", shape: "clock", tone: "warning" },
  succeeded: { word: "Succeeded", shape: "check", tone: "resolved" },
  failed: { word: "Failed", shape: "cross", tone: "critical" },
  cancelled: { word: "Cancelled", shape: "dash", tone: "muted" },
  expired: { word: "Expired", shape: "clock", tone: "muted" },
  revoked: { word: "Revoked", shape: "cross", tone: "muted" },
  pending: { word: "Pending", shape: "clock", tone: "muted" },
} as const satisfies Record<string, Look>;

export type Status = keyof typeof looks;

export type StatusMarkProps = {
  status: Status;
  /** Another word for the same state, where the page speaks more exactly. */
  word?: string;
  hideWord?: boolean;
  className?: string;
};

export function StatusMark({ status, word, hideWord, className }: StatusMarkProps) {
  const look = looks[status];
  const said = word ?? look.word;
  return (
    <span
      title={hideWord ? said : undefined}
      className={cn("inline-flex items-center gap-1.5 text-table", className)}
    >
      <Mark shape={look.shape} className={toneMark[look.tone]} />
      <span className={hideWord ? "sr-only" : cn("truncate", toneText[look.tone])}>{said}</span>
    </span>
  );
}
