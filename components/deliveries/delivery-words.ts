import type { Delivery } from "@/server/integrations/schema";

type Status = Delivery["status"];

/** The mark and the word of each outcome of a delivery. */
export const deliveryMarks = {
  accepted: { status: "accepted", word: "Accepted" },
  partial: { status: "partial", word: "Partly read" },
  unparsed: { status: "unparsed", word: "Not readable" },
  refused: { status: "rejected", word: "Refused" },
} as const satisfies Record<Status, { status: string; word: string }>;

const count = (number: number, word: string) => (number > 0 ? `${number} ${word}` : null);

/** What a delivery did, in the order of weight: "3 opened, 12 repeated, 1 resolved". */
export function outcomeOf(
  delivery: Pick<Delivery, "alertCount" | "opened" | "repeated" | "resolved" | "ignored" | "truncated">,
): string {
  const parts = [
    count(delivery.opened, "opened"),
    count(delivery.resolved, "resolved"),
    count(delivery.repeated, "repeated"),
    count(delivery.ignored, "ignored"),
    count(delivery.truncated, "left out by the sender"),
  ].filter(Boolean);
  if (parts.length > 0) return parts.join(", ");
  return delivery.alertCount > 0 ? `${delivery.alertCount} read, nothing new` : "no alert";
}
