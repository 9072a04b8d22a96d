import { type Permission, permissions, type Role, roleAtLeast } from "@/server/kernel/permissions";

/** Whether this person's role allows it: what it does not allow is not offered. */
export const may = (actor: { role: Role | null }, permission: Permission): boolean =>
  actor.role !== null && roleAtLeast(actor.role, permissions[permission]);
