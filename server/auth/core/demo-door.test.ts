import { describe, expect, it } from "vitest";
import { isLoopback, judgeDemoDoor } from "./demo-door";

describe("isLoopback", () => {
  it.each([
    "localhost",
    "localhost:3000",
    "LOCALHOST",
    "127.0.0.1",
    "127.0.0.1:3000",
    "127.9.9.9",
    "::1",
    "[::1]:3000",
    "::ffff:127.0.0.1",
  ])("%s is", (host) => expect(isLoopback(host)).toBe(true));
  it.each([
    "",
    "0.0.0.0",
    "192.168.1.2",
    "127.0.0.1.evil.com",
    "localhost.evil.com",
    "127.0.0.256",
    "1127.0.0.1",
    "127.0.0.1, 10.0.0.1",
    "::2",
    "::",
  ])("%s is not", (host) => expect(isLoopback(host)).toBe(false));
});

const at = (headers: Record<string, string>, boundTo = "127.0.0.1", isDemo = true) =>
  judgeDemoDoor({ isDemo, boundTo, headers: new Map(Object.entries(headers)) }).reason;
// What `next start` hands to a route for a plain request on this machine.
const plain = {
  host: "127.0.0.1:3000",
  "x-forwarded-host": "127.0.0.1:3000",
  "x-forwarded-port": "3000",
  "x-forwarded-proto": "http",
  "x-forwarded-for": "127.0.0.1",
};

describe("judgeDemoDoor", () => {
  it("opens to a browser on this machine", () => expect(at(plain)).toBe("open"));
  it("opens by IPv6 too", () =>
    expect(at({ host: "localhost:3000", "x-forwarded-for": "::ffff:127.0.0.1" }, "::1")).toBe("open"));
  it.each([
    ["no_demo", at(plain, "127.0.0.1", false)],
    ["not_bound_to_loopback", at(plain, "0.0.0.0")],
    ["not_bound_to_loopback", at(plain, "::")],
    ["host_not_loopback", at({ ...plain, host: "aiops.example.com" })],
    ["host_not_loopback", at({})],
    ["forwarded", at({ ...plain, "x-forwarded-host": "aiops.example.com" })],
    ["forwarded", at({ ...plain, forwarded: "for=1.2.3.4" })],
    ["forwarded", at({ ...plain, "x-real-ip": "127.0.0.1" })],
    ["forwarded", at({ ...plain, via: "1.1 proxy" })],
    ["forwarded", at({ ...plain, "x-forwarded-proto": "https" })],
    ["caller_not_loopback", at({ ...plain, "x-forwarded-for": "203.0.113.9" })],
    ["caller_not_loopback", at({ ...plain, "x-forwarded-for": "127.0.0.1, 127.0.0.1" })],
  ])("stays shut: %s", (reason, seen) => expect(seen).toBe(reason));
});
