import { logger } from "@/server/kernel";
import type { DeliveryError } from "../schema";
import { bounded, boundedError } from "./limits";
import {
  type AlertSource,
  type ParseContext,
  type ParsedBody,
  type ParsedDelivery,
  UnreadableError,
} from "./port";
import { sourceIds, sources } from "./registry";
import { isObject } from "./values";

const ERRORS_KEPT = 100;
const OBSERVATIONS_MAX = 50_000;

export type ReadDelivery = ParsedDelivery & {
  /** Whether anything could be read; if not, `errors` begins with why. */
  isReadable: boolean;
  /** All errors, of which at most the first 100 are in `errors`. */
  errorCount: number;
};

const unreadable = (error: DeliveryError): ReadDelivery => ({
  observations: [],
  errors: [error],
  errorCount: 1,
  truncated: 0,
  isReadable: false,
});

/** "This looks like Grafana": where a body that cannot be read belongs, if that can be told. */
function elsewhere(source: AlertSource, body: ParsedBody): string {
  if (body.kind !== "json" || !isObject(body.value)) return "";
  const { value } = body;
  const id = sourceIds.find((other) => {
    const candidate: AlertSource = sources[other];
    return candidate !== source && candidate.recognises?.(value);
  });
  if (!id) return "";
  const { name } = sources[id].manifest;
  return ` This looks like ${name}: add an integration for ${name}, whose address ends in /webhook/${id}.`;
}

/** Parses a body through a source and bounds what comes out. Throws nothing that a body could cause. */
export function readDelivery(source: AlertSource, body: ParsedBody, context: ParseContext): ReadDelivery {
  let parsed: ParsedDelivery;
  try {
    parsed = source.parse(body, context);
  } catch (error) {
    if (!(error instanceof UnreadableError)) {
      // A fault of ours must not make the sender lose the body: it is kept, and can be replayed after the fix.
      logger.error({ err: error, source: source.manifest.name }, "a parser failed");
      return unreadable({
        index: null,
        path: "",
        message: "AIOps failed to read this body. It is kept for a replay.",
      });
    }
    return unreadable(
      boundedError({ index: null, path: error.path, message: `${error.message}${elsewhere(source, body)}` }),
    );
  }
  const surplus = parsed.observations.length - OBSERVATIONS_MAX;
  const errors = parsed.errors.slice(0, ERRORS_KEPT).map(boundedError);
  if (surplus > 0)
    errors.unshift({
      index: OBSERVATIONS_MAX,
      path: "",
      message: `A delivery may hold ${OBSERVATIONS_MAX} alerts; ${surplus} more were left out.`,
    });
  return {
    observations: parsed.observations.slice(0, OBSERVATIONS_MAX).map(bounded),
    errors,
    errorCount: parsed.errors.length + Math.max(0, surplus),
    truncated: parsed.truncated,
    isReadable: parsed.observations.length > 0 || parsed.errors.length === 0,
    ...(parsed.isTest ? { isTest: true } : {}),
  };
}
