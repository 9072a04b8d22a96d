import { ForbiddenError, UnauthorizedError } from "./errors";
import { type Permission, permissions, type Role, roleAtLeast } from "./permissions";

/** A signed-in person. `organizationId` and `role` are null outside an organization. */
export type UserActor = {
  kind: "user";
  userId: string;
  name: string;
  email: string;
  sessionId: string | null;
  organizationId: string | null;
  role: Role | null;
};
export type KeyActor = {
  kind: "key";
  keyId: string;
  name: string;
  organizationId: string;
  scopes: Permission[];
};
/** Our own background work, acting for one organization. */
export type AutomationActor = { kind: "automation"; name: string; organizationId: string };
export type Actor = UserActor | KeyActor | AutomationActor | { kind: "anonymous" } | { kind: "operator" };

export const automation = (name: string, organizationId: string): AutomationActor => ({
  kind: "automation",
  name,
  organizationId,
});

/** The organization an actor acts in, or an error that says how to get one. */
export function organizationOf(actor: Actor): string {
  if (actor.kind === "anonymous") throw new UnauthorizedError();
  if (actor.kind === "operator") throw new ForbiddenError("The operator acts outside organizations.");
  if (!actor.organizationId) throw new ForbiddenError("Choose an organization first.");
  return actor.organizationId;
}

/** Refuses an actor that lacks a permission in its organization. */
export function authorize(actor: Actor, permission: Permission): void {
  if (actor.kind === "automation") return;
  if (actor.kind === "key") {
    if (!actor.scopes.includes(permission))
      throw new ForbiddenError(`This key lacks the scope ${permission}.`);
    return;
  }
  if (actor.kind !== "user") throw new UnauthorizedError();
  const least = permissions[permission];
  if (!actor.role || !roleAtLeast(actor.role, least))
    throw new ForbiddenError(`This needs the role ${least} or above; yours is ${actor.role ?? "none"}.`);
}

/** How an actor is named in the audit log, the timeline and comments. */
export function describeActor(actor: Actor): { kind: Actor["kind"]; id: string | null; name: string } {
  switch (actor.kind) {
    case "user":
      return { kind: "user", id: actor.userId, name: actor.name };
    case "key":
      return { kind: "key", id: actor.keyId, name: actor.name };
    case "automation":
      return { kind: "automation", id: null, name: actor.name };
    default:
      return { kind: actor.kind, id: null, name: actor.kind };
  }
}
