import { createServer, type Server } from "node:http";
import net, { type AddressInfo } from "node:net";
import { neonConfig } from "@neondatabase/serverless";
import { WebSocketServer } from "ws";

/**
 * What stands before Neon's Postgres, in few lines: each WebSocket is one connection to the server behind it. Points
 * Neon's driver at itself, so that the same tests run through it without Neon.
 */
export async function startNeonProxy(databaseUrl: string): Promise<Server> {
  const url = new URL(databaseUrl);
  const folder = url.searchParams.get("host");
  const target = folder
    ? { path: `${folder}/.s.PGSQL.${url.port || 5432}` }
    : { host: url.hostname, port: Number(url.port || 5432) };
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    const database = net.connect(target as net.NetConnectOpts);
    socket.on("message", (data) => database.write(data as Buffer));
    database.on("data", (data) => socket.send(data));
    database.on("close", () => socket.close());
    database.on("error", () => socket.close());
    socket.on("close", () => database.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  server.unref();
  const { port } = server.address() as AddressInfo;
  Object.assign(neonConfig, {
    wsProxy: () => `127.0.0.1:${port}/v1`,
    useSecureWebSocket: false,
    pipelineConnect: false,
    pipelineTLS: false,
  });
  return server;
}
