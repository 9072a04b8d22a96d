/** The parts of an OpenAPI 3.1 document that the reference shows. */
export type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  additionalProperties?: Schema | boolean;
};
export type Parameter = {
  name: string;
  in: "path" | "query";
  required: boolean;
  schema: Schema;
};
type Content = { "application/json": { schema: Schema } };
export type Operation = {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
export type Document = {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
};

/** One operation with where it is; `id` is its anchor. */
export type Entry = { id: string; method: string; path: string; operation: Operation };
export type Group = { id: string; title: string; entries: Entry[] };

const titles: Record<string, string> = {
  apiKeys: "API keys",
  audit: "Audit log",
  tenancy: "Organization and people",
};
const order = ["incidents", "alerts", "integrations", "tenancy", "apiKeys", "audit"];
const methods = ["get", "post", "patch", "put", "delete"];

const roomTitle = (tag: string): string =>
  titles[tag] ??
  tag.slice(0, 1).toUpperCase() +
    tag
      .slice(1)
      .replace(/([A-Z])/g, " $1")
      .toLowerCase();

/** The document's operations by room, what people ask for most first. */
export function groupsOf(document: Document): Group[] {
  const byTag = new Map<string, Entry[]>();
  for (const [path, item] of Object.entries(document.paths))
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const tag = operation.tags[0] ?? "other";
      const entry = {
        id: operation.operationId.replace(/\W/g, "-"),
        method: method.toUpperCase(),
        path,
        operation,
      };
      byTag.set(tag, [...(byTag.get(tag) ?? []), entry]);
    }
  const rank = (tag: string) => (order.includes(tag) ? order.indexOf(tag) : order.length);
  return [...byTag]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([tag, entries]) => ({ id: `room-${tag}`, title: roomTitle(tag), entries: mainNounFirst(entries) }));
}

/** A room's own noun before what it does to others: incidents before the alerts it acknowledges. */
function mainNounFirst(entries: readonly Entry[]): Entry[] {
  const nounOf = ({ path }: Entry) => path.split("/")[1] ?? "";
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(nounOf(entry), (counts.get(nounOf(entry)) ?? 0) + 1);
  return [...entries].sort((a, b) => (counts.get(nounOf(b)) ?? 0) - (counts.get(nounOf(a)) ?? 0));
}

/** A summary as a heading. */
export const titleOf = (operation: Operation): string => operation.summary.replace(/\.$/, "");
