import type { ApiKey, KeyPreset } from "@/server/api-keys/schema";
import { type Permission, permissionNames, permissionsOf } from "@/server/kernel/permissions";

export const presetLabels: Record<KeyPreset, string> = {
  read: "Read",
  write: "Read and write",
  admin: "Admin",
};
export const presetHints: Record<KeyPreset, string> = {
  read: "Reads what a viewer may: alerts, incidents, integrations, people.",
  write: "Acts like a member as well: acknowledges, resolves, comments, declares.",
  admin: "Configures like an admin too: integrations, keys, people, audit log.",
};
const presetRoles = { read: "viewer", write: "member", admin: "admin" } as const;

const isSame = (left: readonly string[], right: readonly string[]) =>
  left.length === right.length && left.every((one) => right.includes(one));

/** What a key may do in as few words as are true: a preset's name, one or two scopes, or how many. */
export function scopesInWords(scopes: readonly Permission[]): string {
  for (const preset of ["read", "write", "admin"] as const)
    if (isSame(scopes, permissionsOf(presetRoles[preset]))) return presetLabels[preset];
  if (scopes.length === 0) return "No scope";
  return scopes.length <= 2 ? scopes.join(", ") : `${scopes.length} scopes`;
}

/** Scopes by what they concern. */
export const scopeGroups: { noun: string; scopes: Permission[] }[] = [
  ...new Set(permissionNames.map((name) => name.split(":")[0] ?? name)),
].map((noun) => ({ noun, scopes: permissionNames.filter((name) => name.startsWith(`${noun}:`)) }));

export const isDead = (key: ApiKey) => key.state === "revoked" || key.state === "expired";

export const expiries = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "", label: "Never" },
] as const;
