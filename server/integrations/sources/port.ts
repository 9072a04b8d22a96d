import type { z } from "zod";
import type { DeliveryError, IntegrationSetup, Observation, Severity, SourceInfo } from "../schema";
import type { JsonObject } from "./values";

/** A body as it came: JSON where it could be read as such, else its text. */
export type ParsedBody = { kind: "json"; value: unknown } | { kind: "text"; text: string };

/** What a parser may know besides the body. `settings` were checked by the source's own schema when they were stored. */
export type ParseContext = {
  receivedAt: Date;
  settings: Record<string, unknown>;
  /** Lower-case names; never the key the request was admitted by. */
  headers: Record<string, string>;
};

export type ParsedDelivery = {
  observations: Observation[];
  /** Parts that could not be read, by their place in the delivery; the rest is stored. */
  errors: DeliveryError[];
  /** How many alerts the sender says it left out; their absence is not their end. */
  truncated: number;
  /** The tool's own "send test" button. */
  isTest?: boolean;
};

/** A body of which nothing can be read: the delivery is kept and can be replayed once the parser understands it. */
export class UnreadableError extends Error {
  constructor(
    message: string,
    readonly path = "",
  ) {
    super(message);
    this.name = "UnreadableError";
  }
}

export type SetupContext = { url: string; key: string; integrationName: string };

export type SourceManifest = Omit<SourceInfo, "id"> & {
  /** Besides JSON, whether `parse` can make something of plain text; if not, text is refused with 400. */
  takesText: boolean;
  /** Labels that name a problem where the source gives no key. */
  identifyingLabels: readonly string[];
  /** The source's words for how bad it is, in lower case; a word not listed is a warning. */
  severities: Readonly<Record<string, Severity>>;
  setup(context: SetupContext): IntegrationSetup["steps"];
};

/** The request as a signature covers it. */
export type SignedRequest = {
  body: Uint8Array;
  headers: Record<string, string>;
  settings: Record<string, unknown>;
  now: Date;
};

/** A tool that sends alerts. `parse` is pure: the same body and context give the same observations, and it throws nothing but UnreadableError. */
export type AlertSource = {
  manifest: SourceManifest;
  settings: z.ZodType<Record<string, unknown>>;
  /** Whether a body can hardly be another tool's, so that one sent to the wrong address is told where it belongs. */
  recognises?(body: JsonObject): boolean;
  /** Whether the vendor's signature holds, for sources that sign. */
  verify?(request: SignedRequest): boolean | Promise<boolean>;
  parse(body: ParsedBody, context: ParseContext): ParsedDelivery;
};
