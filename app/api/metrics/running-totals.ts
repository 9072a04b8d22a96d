import type { DeliveryCount } from "@/server/integrations/schema";

/** A delivery's id is made before its transaction commits; by then nothing older can still appear. */
const SETTLED_AFTER_MS = 60_000;
/** The first reading looks back no further, so that it stays cheap on a server nobody has asked for long. */
const FIRST_LOOK_MS = 3_600_000;

type Count = (span: { after: Date; until: Date }) => Promise<DeliveryCount[]>;
type State = { settledUntil: Date; settled: DeliveryCount[] };

/**
 * Counters that only grow, from a log whose old rows are deleted: what has settled is added up once and kept, what is
 * younger is counted anew at each reading. They start with the process, as a Prometheus counter may.
 */
export class RunningTotals {
  private state: State | undefined;
  private reading: Promise<DeliveryCount[]> | undefined;

  constructor(
    private readonly count: Count,
    private readonly startedAt: Date,
  ) {}

  /** Two readings at once share one, so that no span is added twice. */
  read(now: Date): Promise<DeliveryCount[]> {
    this.reading ??= this.readOnce(now).finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readOnce(now: Date): Promise<DeliveryCount[]> {
    const before = this.state ?? {
      settledUntil: new Date(Math.max(this.startedAt.getTime(), now.getTime() - FIRST_LOOK_MS)),
      settled: [],
    };
    const edge = new Date(Math.max(before.settledUntil.getTime(), now.getTime() - SETTLED_AFTER_MS));
    const settled =
      edge > before.settledUntil
        ? sum(before.settled, await this.count({ after: before.settledUntil, until: edge }))
        : before.settled;
    const young = await this.count({ after: edge, until: now });
    this.state = { settledUntil: edge, settled };
    return sum(settled, young);
  }
}

function sum(left: readonly DeliveryCount[], right: readonly DeliveryCount[]): DeliveryCount[] {
  const totals = new Map<string, DeliveryCount>();
  for (const one of [...left, ...right]) {
    const key = `${one.source} ${one.status}`;
    const so = totals.get(key);
    totals.set(
      key,
      so
        ? {
            ...so,
            deliveries: so.deliveries + one.deliveries,
            opened: so.opened + one.opened,
            repeated: so.repeated + one.repeated,
            resolved: so.resolved + one.resolved,
          }
        : one,
    );
  }
  return [...totals.values()];
}
