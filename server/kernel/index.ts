export {
  type Actor,
  type AutomationActor,
  authorize,
  automation,
  describeActor,
  type KeyActor,
  organizationOf,
  type UserActor,
} from "./actor";
export { type AuditNote, auditEntry, insertAudit } from "./audit-writer";
export { type Clock, getClock, setClock } from "./clock";
export { decrypt, encrypt, hashToken, newToken, parseEncryptionKeys, secretsEqual } from "./crypto";
export { decodeCursor, encodeCursor, page } from "./cursor";
export {
  type Database,
  databaseCode,
  getDatabase,
  inOrganization,
  inSystem,
  retryingDeadlocks,
  setDatabase,
  type Tx,
} from "./database";
export {
  ConflictError,
  DomainError,
  ForbiddenError,
  InvalidError,
  type Issue,
  NotFoundError,
  TooLargeError,
  TooManyRequestsError,
  UnauthorizedError,
  UnavailableError,
} from "./errors";
export {
  defineEvent,
  type Emitted,
  type EventType,
  insertOutbox,
  onOutboxCommitted,
  outboxCommitted,
} from "./events";
export { type Fixture, type FixtureNoun, fixtureNouns } from "./fixture";
export { isUuid, uuidv7 } from "./ids";
export { logger, redactPath } from "./logger";
export {
  type OutboundPolicy,
  type OutboundRequest,
  type OutboundResponse,
  outboundConnect,
  outboundFetch,
  postToOwnWebhook,
} from "./outbound";
export {
  type Permission,
  permissionNames,
  permissions,
  permissionsOf,
  type Role,
  roleAtLeast,
  roles,
} from "./permissions";
export {
  type Caller,
  type Context,
  command,
  effect,
  execute,
  query,
  type RestRoute,
  type Scope,
  type Verb,
  type VerbKind,
} from "./verb";
