import { ExternalLink } from "lucide-react";
import type { IncidentAlert } from "@/server/incidents/schema";
import { webAddress } from "./words";

export function AlertValue({ value, className }: { value: string | null; className?: string }) {
  if (value === null || value === "") return null;
  return (
    <bdi title={value} className={`max-w-40 truncate font-mono text-foreground text-meta ${className ?? ""}`}>
      {value}
    </bdi>
  );
}

/** Leads to the alert in the tool that sent it, when what it gave is a web address. */
export function SourceLink({ alert, withWord }: { alert: IncidentAlert["alert"]; withWord?: boolean }) {
  const address = webAddress(alert.sourceUrl);
  if (!address) return null;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      title={address}
      aria-label={`Open ${alert.alertName} in ${alert.source}`}
      className="finger relative z-10 inline-flex shrink-0 items-center gap-1 rounded text-meta text-secondary hover:text-foreground"
    >
      {withWord ? <span className="underline">Open at the source</span> : null}
      <ExternalLink aria-hidden="true" className="size-3.5" />
    </a>
  );
}
