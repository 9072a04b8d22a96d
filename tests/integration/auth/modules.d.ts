// What these tests use of packages that carry no types.
declare module "oidc-provider" {
  import type { RequestListener } from "node:http";
  export default class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>);
    callback(): RequestListener;
  }
}
declare module "smtp-server" {
  import type { Readable } from "node:stream";
  export class SMTPServer {
    constructor(options: {
      authOptional?: boolean;
      disabledCommands?: string[];
      onData(stream: Readable, session: unknown, callback: (error?: Error) => void): void;
      onRcptTo?(address: { address: string }, session: unknown, callback: (error?: Error) => void): void;
    });
    listen(port: number, host: string, listening: () => void): void;
    close(closed: () => void): void;
    server: import("node:net").Server;
  }
}
declare module "mailparser" {
  import type { Readable } from "node:stream";
  export function simpleParser(
    source: Readable,
  ): Promise<{ text?: string; html?: string | false; subject?: string; to?: { text: string } }>;
}
