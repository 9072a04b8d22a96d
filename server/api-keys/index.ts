export { createKey } from "./create-key";
export { bindIngestKey, createIngestKey, type IssuedKey } from "./issue-key";
export { listKeys } from "./list-keys";
export {
  forgetKeys,
  type KeyCaller,
  type ResolvedIngestKey,
  resolveApiKey,
  resolveIngestKey,
} from "./resolve-key";
export { revokeKey } from "./revoke-key";
export { rotateKey } from "./rotate-key";
