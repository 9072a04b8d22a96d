import { cn } from "./cn";
import { Mark, type MarkShape } from "./mark";
import { type Severity, toneMark, toneText } from "./tone";

const severities: Record<Severity, { word: string; shape: MarkShape }> = {
  critical: { word: "Critical", shape: "circle" },
  warning: { word: "Warning", shape: "triangle" },
  info: { word: "Info", shape: "ring" },
};

export type SeverityMarkProps = {
  severity: Severity;
  /** Leaves shape and colour to the eye and the word to screen readers and the pointer. */
  hideWord?: boolean;
  /** What it applies to is over: the shape stays, the colour goes. */
  quiet?: boolean;
  className?: string;
};

export function SeverityMark({ severity, hideWord, quiet, className }: SeverityMarkProps) {
  const { word, shape } = severities[severity];
  return (
    <span
      title={hideWord ? word : undefined}
      className={cn("inline-flex items-center gap-1.5 text-table", className)}
    >
      <Mark shape={shape} className={quiet ? toneMark.muted : toneMark[severity]} />
      <span className={hideWord ? "sr-only" : cn("font-medium", quiet ? toneText.muted : toneText[severity])}>
        {word}
      </span>
    </span>
  );
}
