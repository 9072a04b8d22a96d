import type { Metadata } from "next";

export const metadata: Metadata = { title: "Incidents" };

/** The list is the slot beside; nothing is open. */
export default function IncidentsPage() {
  return null;
}
