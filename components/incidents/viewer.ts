import { permissions, type Role, roleAtLeast } from "@/server/kernel/permissions";
import type { Viewer } from "./use-incident-verbs";

/** Who looks, and whether their role may act on incidents. */
export const viewerOf = (actor: { userId: string; name: string; role: Role | null }): Viewer => ({
  userId: actor.userId,
  name: actor.name,
  mayWrite: actor.role !== null && roleAtLeast(actor.role, permissions["incidents:write"]),
});
