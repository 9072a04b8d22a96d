export type DayVolume = {
  /** YYYY-MM-DD. */
  day: string;
  /** Null where nothing was recorded: a gap, never a zero. */
  critical: number | null;
  warning: number | null;
  info: number | null;
};
