import { parseArgs } from "node:util";

type Option = { value: string; required: boolean; about: string };

/** What the operator's shell understands; the commands themselves are verbs. */
export const ADMIN_COMMANDS = {
  "org:create": {
    about: "Makes an organization and prints its first keys and its owner's sign-in address",
    options: {
      name: { value: "Acme", required: true, about: "its name" },
      owner: { value: "ann@example.com", required: true, about: "the owner's e-mail address" },
    },
  },
  "key:create": {
    about: "Makes an API key and prints it, this once",
    options: {
      organization: { value: "acme", required: true, about: "its short name or id" },
      name: { value: "Grafana", required: true, about: "what the key is for" },
      scopes: { value: "incidents:read,alerts:read", required: true, about: "what it may do" },
    },
  },
  "user:invite": {
    about: "Invites a person and prints the address that accepts the invitation",
    options: {
      organization: { value: "acme", required: true, about: "its short name or id" },
      email: { value: "bob@example.com", required: true, about: "the address the invitation is bound to" },
      role: { value: "member", required: true, about: "viewer, member, admin or owner" },
    },
  },
} as const satisfies Record<string, { about: string; options: Record<string, Option> }>;

export type AdminCommand = keyof typeof ADMIN_COMMANDS;
export type AdminValues<C extends AdminCommand> = Record<keyof (typeof ADMIN_COMMANDS)[C]["options"], string>;
export type AdminCall = { [C in AdminCommand]: { command: C; values: AdminValues<C> } }[AdminCommand];

/** Wrong words on the command line; the message says what is right. */
export class UsageError extends Error {}

const isCommand = (word: string | undefined): word is AdminCommand =>
  word !== undefined && Object.hasOwn(ADMIN_COMMANDS, word);

/** Reads `org:create --name Acme --owner ann@example.com`; throws a `UsageError` for anything that is not a whole command. */
export function parseAdminArguments(words: string[]): AdminCall {
  const [command, ...rest] = words;
  if (!isCommand(command)) {
    throw new UsageError(
      `${command === undefined ? "" : `There is no command ${command}.\n`}${adminUsage()}`,
    );
  }
  const options: Record<string, Option> = ADMIN_COMMANDS[command].options;
  let values: Record<string, string | undefined>;
  try {
    const specified = Object.fromEntries(
      Object.keys(options).map((name) => [name, { type: "string" as const }]),
    );
    values = parseArgs({ args: rest, options: specified, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usageOf(command)}`);
  }
  const missing = Object.entries(options).filter(
    ([name, option]) => option.required && !values[name]?.trim(),
  );
  if (missing.length > 0) {
    throw new UsageError(`Missing: ${missing.map(([name]) => `--${name}`).join(", ")}\n${usageOf(command)}`);
  }
  return { command, values } as AdminCall;
}

export function adminUsage(): string {
  return ["npm run admin -- <command>", ...Object.keys(ADMIN_COMMANDS).filter(isCommand).map(usageOf)].join(
    "\n",
  );
}

function usageOf(command: AdminCommand): string {
  const { about, options } = ADMIN_COMMANDS[command];
  const words = Object.entries<Option>(options).map(([name, { value }]) => `--${name} ${value}`);
  return `  ${command} ${words.join(" ")}\n      ${about}.`;
}
