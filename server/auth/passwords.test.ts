import { expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./passwords";

it("accepts the password behind a hash and no other", async () => {
  const hash = await hashPassword("correct horse battery");
  expect(hash).toMatch(/^scrypt\$N=32768,r=8,p=3\$/);
  expect(await verifyPassword("correct horse battery", hash)).toBe(true);
  expect(await verifyPassword("correct horse batterz", hash)).toBe(false);
});

it("salts", async () => {
  expect(await hashPassword("correct horse battery")).not.toBe(await hashPassword("correct horse battery"));
});

it("reads hashes of other parameters", async () => {
  const { scryptSync } = await import("node:crypto");
  const salt = Buffer.from("0123456789abcdef");
  const key = scryptSync("old password here", salt, 32, { N: 1024, r: 8, p: 1 });
  const stored = `scrypt$N=1024,r=8,p=1$${salt.toString("base64url")}$${key.toString("base64url")}`;
  expect(await verifyPassword("old password here", stored)).toBe(true);
});

it("takes composed and decomposed letters for the same", async () => {
  expect(await verifyPassword("Käsekuchen und Tee", await hashPassword("Ka\u0308sekuchen und Tee"))).toBe(
    true,
  );
});

it("never accepts anything for nobody", async () => {
  expect(await verifyPassword("", null)).toBe(false);
});
