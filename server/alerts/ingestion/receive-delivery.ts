import {
  type Admission,
  admitDelivery,
  type IntegrationRow,
  type ReadDelivery,
  readDelivery,
  type SourceId,
  sealBody,
  sources,
} from "@/server/integrations";
import {
  databaseCode,
  type Emitted,
  getClock,
  InvalidError,
  inOrganization,
  insertOutbox,
  logger,
  outboxCommitted,
  retryingDeadlocks,
  type Tx,
  UnauthorizedError,
  UnavailableError,
  uuidv7,
} from "@/server/kernel";
import { AlertsReceived } from "../events";
import { decodeBody } from "./decode-body";
import { type IncomingDelivery, type Ingested, ingest } from "./ingest";

export type DeliveryRequest = {
  source: SourceId;
  key: { keyId: string; organizationId: string; integrationId: string | null };
  /** Lower-case names, without the key. */
  headers: Record<string, string>;
  body: Uint8Array;
};

export type DeliveryAnswer = Omit<Ingested, "wakes">;

const DAY_MS = 86_400_000;
const KEPT_MS = DAY_MS;
/** What could not be read is kept until somebody has had time to fix the mapping. */
const KEPT_UNREAD_MS = 14 * DAY_MS;
const unread = (message: string): ReadDelivery => ({
  observations: [],
  errors: [{ index: null, path: "", message }],
  errorCount: 1,
  truncated: 0,
  isReadable: false,
});

/** The class of SQLSTATEs for values that cannot be stored. */
const DATA_EXCEPTION = "22";

type Work = (tx: Tx, admission: Admission) => Promise<Ingested>;

/**
 * One unsent row per integration rather than per organization: the row is locked until the commit is on disk, and the
 * integration is locked for as long anyway.
 */
const wakeUp = (organizationId: string, integrationId: string, now: Date): Emitted => ({
  id: uuidv7(now),
  organizationId,
  name: AlertsReceived.name,
  version: AlertsReceived.version,
  data: { organization_id: organizationId },
  coalesceKey: `${AlertsReceived.name}/${integrationId}`,
  createdAt: now,
});

/** One transaction under the integration's lock; a lost deadlock is tried again, a busy database is said to be so. */
async function inDelivery(
  key: DeliveryRequest["key"],
  source: SourceId,
  now: Date,
  work: Work,
): Promise<DeliveryAnswer> {
  const { organizationId } = key;
  try {
    const { wakes, ...answer } = await retryingDeadlocks(() =>
      inOrganization(organizationId, async (tx) => {
        const context = { tx, organizationId, now, newId: (at = now) => uuidv7(at) };
        const admission = await admitDelivery(context, key, source);
        // Its integration was deleted a moment ago, and the key with it.
        if (!admission) throw new UnauthorizedError();
        const done = await work(tx, admission);
        if (done.wakes) await insertOutbox(tx, [wakeUp(organizationId, admission.integration.id, now)]);
        return done;
      }),
    );
    if (wakes) outboxCommitted();
    return answer;
  } catch (error) {
    const code = databaseCode(error);
    if (code === "55P03" || code === "57014" || code === "40P01")
      throw Object.assign(new UnavailableError("Too much is being delivered at once. Try again shortly."), {
        cause: error,
      });
    throw error;
  }
}

const otherSource = (integration: IntegrationRow, source: SourceId): ReadDelivery => {
  const name = Object.hasOwn(sources, integration.source)
    ? sources[integration.source as SourceId].manifest.name
    : integration.source;
  return unread(
    `This key belongs to the integration "${integration.name}" (${name}), whose address is /webhook/${integration.source}; this came to /webhook/${source}.`,
  );
};

/**
 * Stores one delivery under a valid key: nothing is answered before it is committed. A body that cannot be read is kept
 * and raises an alert of the integration itself. Not a verb: ingestion accounts for itself by the delivery log.
 * @throws UnauthorizedError on a bad vendor signature, InvalidError where a source that takes JSON got none,
 *   UnavailableError when the database is away or busy
 */
export async function receiveDelivery(request: DeliveryRequest): Promise<DeliveryAnswer> {
  const { source, key, headers } = request;
  const decoded = decodeBody(request.body);
  if (decoded.kind === "too_deep")
    return refuseDelivery({
      ...request,
      bytes: request.body.length,
      message: "The JSON is nested too deeply.",
    });
  const { body } = decoded;
  const isRefused = body.kind === "text" && !sources[source].manifest.takesText;
  const now = getClock().now();
  const sealed = await sealBody(request.body);
  const store = (reading: (admission: Admission) => ReadDelivery | Promise<ReadDelivery>) =>
    inDelivery(key, source, now, async (tx, admission) => {
      const read = await reading(admission);
      const keptMs = read.isReadable ? KEPT_MS : KEPT_UNREAD_MS;
      return ingest(tx, admission.integration, read, {
        id: uuidv7(now),
        source,
        receivedAt: now,
        bytes: request.body.length,
        body: sealed,
        bodyUntil: new Date(now.getTime() + keptMs),
        isRefused,
      });
    });
  let answer: DeliveryAnswer;
  try {
    answer = await store(async ({ kind, integration }) => {
      if (kind === "other_source") return otherSource(integration, source);
      const { settings } = integration;
      if (!((await sources[source].verify?.({ body: request.body, headers, settings, now })) ?? true))
        throw new UnauthorizedError("The signature does not match.");
      return isRefused
        ? unread("The body is not JSON.")
        : readDelivery(sources[source], body, { receivedAt: now, settings, headers });
    });
  } catch (error) {
    if (!databaseCode(error)?.startsWith(DATA_EXCEPTION)) throw error;
    // A value that Postgres refuses and we let through: an error would make the sender repeat it for ever, or drop it.
    logger.error({ err: error, source }, "a delivery holds what the database refuses");
    answer = await store(() => unread("The database refuses a value in it. It is kept for a replay."));
  }
  if (isRefused) throw new InvalidError("The body is not JSON.");
  return answer;
}

/** Logs a delivery whose body was not taken, and raises the integration's own alert. The caller answers 413. */
export async function refuseDelivery(
  request: Omit<DeliveryRequest, "body" | "headers"> & { bytes: number; message: string },
): Promise<DeliveryAnswer> {
  const now = getClock().now();
  const delivery: IncomingDelivery = {
    id: uuidv7(now),
    source: request.source,
    receivedAt: now,
    bytes: Math.min(request.bytes, 2 ** 31 - 1),
    body: null,
    bodyUntil: null,
    isRefused: true,
  };
  return inDelivery(request.key, request.source, now, (tx, { integration }) =>
    ingest(tx, integration, unread(request.message), delivery),
  );
}
