import { expect, it } from "vitest";
import { returnPath } from "./return-path";

it.each(["/acme", "/acme/incidents/INC-42?tab=alerts#x", "/invitation/aii_x", "/", "/apiary"])(
  "keeps %s",
  (path) => expect(returnPath(path)).toBe(path),
);
it.each([
  null,
  "",
  "acme",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "https://evil.example",
  "/sign-in",
  "/sign-in?next=/x",
  "/api/auth/signout",
  `/${"a".repeat(1000)}`,
])("refuses %j", (path) => expect(returnPath(path)).toBeNull());
