import { z } from "zod";
import { defineEvent } from "@/server/kernel";

const Message = z.object({ organization_id: z.uuid(), notification_id: z.uuid(), version: z.number().int() });

export const NotificationSent = defineEvent("notification.sent", 1, Message);
export const NotificationFailed = defineEvent("notification.failed", 1, Message);
