import { createHash } from "node:crypto";
import { type Alert, type Place, placeLabels } from "../schema";

export type Placed = Pick<Alert, "service" | "environment" | "labels">;

/** The places an alert is at: its service first, then what its labels name. None without either. */
export function placesOf(alert: Placed): Place[] {
  const places: Place[] = [];
  const add = (key: Place["key"], value: string | null | undefined) => {
    if (value) places.push({ key, value, id: idOf(alert.environment, key, value) });
  };
  add("service", alert.service);
  for (const key of placeLabels) add(key, alert.labels[key]);
  return places;
}

function idOf(environment: string | null, key: string, value: string): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([environment ?? "", key, value]))
    .digest("hex");
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join("-");
}
