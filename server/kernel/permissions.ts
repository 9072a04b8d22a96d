export const roles = ["viewer", "member", "admin", "owner"] as const;
export type Role = (typeof roles)[number];

/** Least role that holds each permission: viewer reads, member acts, admin configures, owner deletes. */
export const permissions = {
  "organization:read": "viewer",
  "organization:write": "admin",
  "organization:delete": "owner",
  "members:read": "viewer",
  "members:write": "admin",
  "teams:read": "viewer",
  "teams:write": "admin",
  "keys:read": "admin",
  "keys:write": "admin",
  "audit:read": "admin",
  "integrations:read": "viewer",
  "integrations:write": "admin",
  "deliveries:read": "viewer",
  "deliveries:write": "admin",
  "alerts:read": "viewer",
  "alerts:write": "member",
  "incidents:read": "viewer",
  "incidents:write": "member",
  "views:read": "viewer",
  "views:write": "member",
  "correlation:write": "admin",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof permissions;
export const permissionNames = Object.keys(permissions) as [Permission, ...Permission[]];

export const roleAtLeast = (role: Role, least: Role): boolean => roles.indexOf(role) >= roles.indexOf(least);

/** Every permission a role holds; what "read only" or "read and write" means for a key. */
export const permissionsOf = (role: Role): Permission[] =>
  permissionNames.filter((name) => roleAtLeast(role, permissions[name]));
