import type { InngestFunction } from "inngest";
import { correlate } from "./correlation/correlate";
import { expireBodies } from "./integrations/expire-bodies";

/** Every function there is; one that is not in this list does not run. */
export const functions: InngestFunction.Any[] = [correlate, expireBodies];
