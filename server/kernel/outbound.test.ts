import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { judgeAddress, type OutboundPolicy, outboundConnect, outboundFetch } from "./outbound";

const hosted: OutboundPolicy = { allow: [], allowPrivate: false, ownPorts: [3000] };
const embedded: OutboundPolicy = { ...hosted, allowPrivate: true };

describe("judgeAddress", () => {
  it.each([
    ["93.184.216.34", hosted, true],
    ["2606:2800:220:1:248:1893:25c8:1946", hosted, true],
    ["127.0.0.1", hosted, false],
    ["10.1.2.3", hosted, false],
    ["192.168.0.5", hosted, false],
    ["::1", hosted, false],
    ["fd12::1", hosted, false],
    ["::ffff:10.0.0.1", hosted, false],
    ["::ffff:169.254.169.254", embedded, false],
    ["169.254.169.254", embedded, false],
    ["fd00:ec2::254", embedded, false],
    ["100.100.100.200", embedded, false],
    ["0.0.0.0", embedded, false],
    ["224.0.0.1", embedded, false],
    ["fe80::1", embedded, false],
    ["127.0.0.1", embedded, true],
    ["10.1.2.3", embedded, true],
    ["10.1.2.3", { ...hosted, allow: ["10.0.0.0/8"] }, true],
    ["169.254.169.254", { ...hosted, allow: ["0.0.0.0/0"] }, false],
  ] as const)("%s under %o → %s", (address, policy, allowed) => {
    expect(judgeAddress(address, 443, policy as OutboundPolicy).allowed).toBe(allowed);
  });

  it("never reaches our own port", () => {
    expect(judgeAddress("127.0.0.1", 3000, embedded).reason).toContain("itself");
    expect(judgeAddress("::ffff:127.0.0.1", 3000, embedded).allowed).toBe(false);
  });
});

describe("outboundFetch", () => {
  const servers: http.Server[] = [];
  const portOf = (server: http.Server) => (server.address() as AddressInfo).port;
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  const serve = (listener: http.RequestListener) =>
    new Promise<string>((resolve) => {
      const server = http.createServer(listener);
      servers.push(server);
      server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${portOf(server)}`));
    });

  it("calls, bounded in time and size", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/slow") return;
      response.end(request.url === "/big" ? "x".repeat(5000) : `hello ${request.method}`);
    });
    expect(await outboundFetch(`${url}/`, { method: "POST", body: "x", policy: embedded })).toMatchObject({
      status: 200,
      body: "hello POST",
    });
    await expect(outboundFetch(`${url}/big`, { maxBytes: 100, policy: embedded })).rejects.toThrow(
      "more than 100 bytes",
    );
    await expect(outboundFetch(`${url}/slow`, { timeoutMs: 50, policy: embedded })).rejects.toThrow(
      "within 50 ms",
    );
  });

  it("refuses a redirect into the forbidden, and leaves credentials behind when the host changes", async () => {
    const url = await serve((request, response) => {
      if (request.url === "/away")
        return response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();
      if (request.url === "/other")
        return response
          .writeHead(302, { location: `http://localhost:${request.headers.host?.split(":")[1]}/seen` })
          .end();
      response.end(request.headers.authorization ?? "none");
    });
    await expect(outboundFetch(`${url}/away`, { policy: embedded })).rejects.toThrow("may not be reached");
    const answer = await outboundFetch(`${url}/other`, {
      headers: { authorization: "Bearer x" },
      policy: embedded,
    });
    expect(answer.body).toBe("none");
  });

  it("refuses other schemes and private hosts in the hosted app", async () => {
    await expect(outboundFetch("file:///etc/passwd")).rejects.toThrow("http and https");
    const url = await serve((_, response) => response.end("secret"));
    await expect(outboundFetch(url, { policy: hosted })).rejects.toThrow("OUTBOUND_ALLOW");
    await expect(outboundConnect("127.0.0.1", 22, { policy: hosted })).rejects.toThrow("OUTBOUND_ALLOW");
  });
});
