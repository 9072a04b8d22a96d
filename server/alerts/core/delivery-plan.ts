import type { Observation } from "@/server/integrations/schema";
import type { AlertStatus, ResolvedReason, Severity } from "../schema";
import type { Episode } from "./episode";

/** The latest stored episode of a key, as ingestion reads it. */
export type StoredEpisode = Episode & { id: string };

/** An observation as ingestion takes it: `own` marks what we say about an integration ourselves. */
export type Incoming = Observation & { own?: boolean };

export type NewEpisode = {
  id: string;
  observation: Incoming;
  startsAt: Date;
  previousId: string | null;
} & EpisodeState;

export type EpisodeState = {
  status: AlertStatus;
  severity: Severity;
  sourceSeverity: string | null;
  sourceEventAt: Date;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
  resolvedReason: ResolvedReason | null;
  repeats: number;
  annotations: Record<string, string>;
  value: string | null;
  sourceUrl: string | null;
};

/** What changes in a stored episode; null leaves a field as it is. */
export type EpisodeChange = {
  id: string;
  startsAt: Date;
  repeats: number;
  sourceEventAt: Date;
  severity: Severity | null;
  sourceSeverity: string | null;
  annotations: Record<string, string> | null;
  value: string | null;
  sourceUrl: string | null;
  /** Status and its instants are written together, and only where the episode is still open, else where `corrects`. */
  moves: boolean;
  corrects: boolean;
  status: AlertStatus;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
  resolvedReason: ResolvedReason | null;
  /** Whether correlation has to look at it again: it ended or grew worse. */
  wakes: boolean;
};

export type DeliveryPlan = {
  openings: NewEpisode[];
  changes: EpisodeChange[];
  opened: number;
  repeated: number;
  resolved: number;
  ignored: number;
  /** Whether anything was put on correlation's queue. */
  wakes: boolean;
};
