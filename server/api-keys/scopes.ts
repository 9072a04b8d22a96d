import type { Actor } from "@/server/kernel";
import { type Permission, permissionNames, permissionsOf, type Role } from "@/server/kernel/permissions";
import type { KeyPreset } from "./schema";

const presetRole = { read: "viewer", write: "member", admin: "admin" } as const satisfies Record<
  KeyPreset,
  Role
>;

/** The permissions behind a preset, spelled out, so that a key's list never grows by itself. */
export const scopesOfPreset = (preset: KeyPreset): Permission[] => permissionsOf(presetRole[preset]);

/** Asked-for scopes that the creator does not hold: a key can never do more than whoever made it. */
export const scopesBeyond = (asked: readonly Permission[], held: readonly Permission[]): Permission[] =>
  asked.filter((scope) => !held.includes(scope));

/** Stored scopes that still exist; one that was renamed away grants nothing. */
export const knownScopes = (stored: readonly string[]): Permission[] =>
  permissionNames.filter((name) => stored.includes(name));

/** Every permission an actor holds in its organization. */
export function heldBy(actor: Actor): Permission[] {
  if (actor.kind === "automation") return permissionNames;
  if (actor.kind === "key") return actor.scopes;
  return actor.kind === "user" && actor.role ? permissionsOf(actor.role) : [];
}
