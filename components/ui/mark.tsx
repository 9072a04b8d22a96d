import { cn } from "./cn";

export type MarkShape =
  | "circle"
  | "triangle"
  | "ring"
  | "check"
  | "hand"
  | "dash"
  | "cross"
  | "target"
  | "half"
  | "dots"
  | "pause"
  | "wave"
  | "clock";

/** The shapes that stand for a state beside its colour: each is told from the others without colour at 12 px. */
export function Mark({ shape, className }: { shape: MarkShape; className?: string }) {
  return (
    <svg viewBox="0 0 12 12" fill="none" aria-hidden="true" className={cn("size-3 shrink-0", className)}>
      {shapes[shape]}
    </svg>
  );
}

const line = {
  stroke: "currentColor",
  strokeWidth: 1.6,
  strokeLinecap: "round",
  strokeLinejoin: "round",
} as const;

const shapes = {
  circle: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  triangle: (
    <path
      d="M6 1.4 11 10.4H1Z"
      fill="currentColor"
      stroke="currentColor"
      strokeWidth="1"
      strokeLinejoin="round"
    />
  ),
  ring: <circle cx="6" cy="6" r="4.1" {...line} />,
  check: <path d="m1.8 6.4 2.8 2.8 5.6-6.4" {...line} />,
  hand: (
    <path
      d="M3.2 6.4V3.3m0 3V2.2a.9.9 0 0 1 1.8 0v3m0-.1V1.6a.9.9 0 0 1 1.8 0v3.5m0 0V2.4a.9.9 0 0 1 1.8 0v4.9c0 2.2-1.3 3.7-3.3 3.7-1.6 0-2.4-.8-3.2-2.2L1 7a.8.8 0 0 1 1.3-.8l.9 1"
      {...line}
      strokeWidth={1.1}
    />
  ),
  dash: <path d="M2 6h8" {...line} />,
  cross: <path d="m2.6 2.6 6.8 6.8m0-6.8L2.6 9.4" {...line} />,
  target: (
    <>
      <circle cx="6" cy="6" r="4.6" {...line} strokeWidth={1.3} />
      <circle cx="6" cy="6" r="1.9" fill="currentColor" />
    </>
  ),
  half: (
    <>
      <circle cx="6" cy="6" r="4.6" {...line} strokeWidth={1.3} />
      <path d="M6 1.4a4.6 4.6 0 0 1 0 9.2Z" fill="currentColor" />
    </>
  ),
  dots: <path d="M2.2 6h.01M6 6h.01M9.8 6h.01" {...line} strokeWidth={2.2} />,
  pause: <path d="M4 2.5v7m4-7v7" {...line} />,
  wave: <path d="M1 6.5 2.8 3l2.4 6 2.4-6L9.4 9 11 5.5" {...line} strokeWidth={1.3} />,
  clock: (
    <>
      <circle cx="6" cy="6" r="4.6" {...line} strokeWidth={1.3} />
      <path d="M6 3.6V6l1.6 1.2" {...line} strokeWidth={1.3} />
    </>
  ),
} satisfies Record<MarkShape, React.ReactNode>;
