import { randomBytes } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { authorize } from "./actor";
import { decrypt, encrypt, newToken, secretsEqual } from "./crypto";
import { decodeCursor, encodeCursor, page } from "./cursor";
import { InvalidError } from "./errors";
import { isUuid, uuidv7 } from "./ids";
import { redactPath } from "./logger";
import { permissionsOf } from "./permissions";

describe("uuidv7", () => {
  it("carries its instant, version and variant, and sorts by time", () => {
    const id = uuidv7(new Date(1_700_000_000_000));
    expect(isUuid(id)).toBe(true);
    expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(1_700_000_000_000);
    expect(id[14]).toBe("7");
    expect("89ab").toContain(id[19]);
    expect(uuidv7(new Date(1)) < uuidv7(new Date(2))).toBe(true);
  });
});

describe("encryption", () => {
  const before = process.env.ENCRYPTION_KEY;
  afterEach(() => {
    process.env.ENCRYPTION_KEY = before;
  });
  const key = () => randomBytes(32).toString("base64");

  it("reads what an older key wrote after rotation, and writes with the newest", async () => {
    const [old, fresh] = [key(), key()];
    process.env.ENCRYPTION_KEY = `a:${old}`;
    const secret = await encrypt("hook");
    process.env.ENCRYPTION_KEY = `b:${fresh},a:${old}`;
    expect(await decrypt(secret)).toBe("hook");
    const renewed = await encrypt("hook");
    process.env.ENCRYPTION_KEY = `b:${fresh}`;
    expect(await decrypt(renewed)).toBe("hook");
    await expect(decrypt(secret)).rejects.toThrow("no longer holds the key a");
  });

  it("refuses what was tampered with", async () => {
    process.env.ENCRYPTION_KEY = key();
    const secret = await encrypt("hook");
    await expect(decrypt(`${secret.slice(0, -2)}AA`)).rejects.toThrow();
  });
});

it("pages by the row after the last, and refuses a foreign cursor", () => {
  const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const first = page(rows, 2, (last) => last.id);
  expect(first.items).toHaveLength(2);
  expect(decodeCursor(first.nextCursor ?? "", z.string())).toBe("b");
  expect(page(rows, 3, (last) => last.id).nextCursor).toBeNull();
  expect(() => decodeCursor(encodeCursor({ x: 1 }), z.string())).toThrow(InvalidError);
  expect(() => decodeCursor("%%%", z.string())).toThrow(InvalidError);
});

it("keeps keys out of logged paths", () => {
  expect(redactPath("/webhook/alertmanager/aik_abc-DEF_1?x=aip_1")).toBe(
    "/webhook/alertmanager/aik_[redacted]",
  );
});

it("compares secrets of any length", () => {
  expect(secretsEqual("a", "a")).toBe(true);
  expect(secretsEqual("a", "ab")).toBe(false);
  expect(newToken("aik")).toMatch(/^aik_[\w-]{32}$/);
});

it("gives each role what the one below has, and a key its scopes alone", () => {
  expect(permissionsOf("viewer").every((name) => name.endsWith(":read"))).toBe(true);
  expect(permissionsOf("owner")).toEqual(expect.arrayContaining(permissionsOf("admin")));
  const key = {
    kind: "key",
    keyId: "k",
    name: "CI",
    organizationId: "o",
    scopes: ["alerts:read" as const],
  } as const;
  expect(() => authorize({ ...key, scopes: [...key.scopes] }, "alerts:read")).not.toThrow();
  expect(() => authorize({ ...key, scopes: [...key.scopes] }, "incidents:write")).toThrow("incidents:write");
});
