import { z } from "zod";
import { defineEvent } from "@/server/kernel";

/** A wake-up: alerts of this organization wait to be correlated. Coalesced, so it names none of them. */
export const AlertsReceived = defineEvent("alerts.received", 1, z.object({ organization_id: z.uuid() }));
