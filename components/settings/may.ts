import { type Permission, permissions, type Role, roleAtLeast } from "@/server/kernel/permissions";

/** Whether a role holds a permission: what it may not do is not offered. The server decides again. */
export const may = (role: Role, permission: Permission): boolean =>
  roleAtLeast(role, permissions[permission]);

export const roleLabels: Record<Role, string> = {
  viewer: "Viewer",
  member: "Member",
  admin: "Admin",
  owner: "Owner",
};

/** What each role adds to the one before it. */
export const roleHints: Record<Role, string> = {
  viewer: "Reads everything.",
  member: "Also acknowledges, resolves and comments.",
  admin: "Also configures integrations, keys and people.",
  owner: "Also makes owners and deletes the organization.",
};
