import {
  findSource,
  getDeliveryRow,
  isSourceId,
  lockIntegration,
  openBody,
  readDelivery,
} from "@/server/integrations";
import { Delivery, DeliveryId } from "@/server/integrations/schema";
import { ConflictError, command, NotFoundError } from "@/server/kernel";
import { AlertsReceived } from "../events";
import { decodeBody } from "./decode-body";
import { ingest } from "./ingest";

/** Lives with the alerts, because they are what a delivery is read again for. */
export const replayDelivery = command(
  {
    name: "integrations.replayDelivery",
    summary:
      "Reads a kept delivery again, after a mapping was fixed for instance, as of when it was received",
    scope: "organization",
    can: "deliveries:write",
    input: DeliveryId,
    output: Delivery,
    rest: { method: "POST", path: "/deliveries/{id}/replay" },
    example: (fixture) => ({ id: fixture.delivery.id }),
  },
  async ({ tx, now, organizationId, audit, emit }, { id }) => {
    const known = await getDeliveryRow(tx, id);
    const integration = known.integrationId ? await lockIntegration(tx, known.integrationId) : null;
    if (!integration) throw new NotFoundError("The delivery's integration");
    const source = isSourceId(known.source) ? findSource(known.source) : null;
    if (known.body === null || !source)
      throw new ConflictError("The body of this delivery is no longer kept.");
    if (known.source !== integration.source)
      throw new ConflictError(
        `This came to the address of another source. The integration's is /webhook/${integration.source}.`,
      );
    const bytes = await openBody(known.body);
    const decoded = decodeBody(bytes);
    if (decoded.kind === "too_deep") throw new ConflictError("The JSON is nested too deeply.");
    const read = readDelivery(source, decoded.body, {
      receivedAt: known.receivedAt,
      settings: integration.settings,
      headers: {},
    });
    const done = await ingest(tx, integration, read, {
      id,
      source: known.source,
      receivedAt: known.receivedAt,
      bytes: known.bytes,
      body: null,
      bodyUntil: known.bodyUntil,
      replayedAt: now,
    });
    if (done.wakes)
      emit(AlertsReceived, { organization_id: organizationId }, { coalesceKey: AlertsReceived.name });
    audit({
      target: { kind: "delivery", id, label: integration.name },
      detail: { status: done.status, opened: done.opened, resolved: done.resolved, repeated: done.repeated },
    });
    const { body: _, errors: __, ...delivery } = await getDeliveryRow(tx, id);
    return delivery;
  },
);
