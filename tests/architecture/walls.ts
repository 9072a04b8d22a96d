import type { IForbiddenRuleType } from "dependency-cruiser";

/** Rooms from the ground up: a room imports from lower layers only, never from its own. */
export const LAYERS: string[][] = [
  ["kernel", "stats", "llm"],
  ["tenancy", "auth", "api-keys", "audit"],
  ["integrations", "topology", "metrics", "on-call"],
  ["alerts", "notifications"],
  ["changes", "logs", "anomalies", "capacity"],
  ["incidents"],
  ["correlation"],
  ["escalation", "runbooks"],
  ["remediations", "sla"],
  ["analysis"],
  ["feedback", "chatops", "mcp"],
  ["demo"],
];

/** Folders of `server` that stand above all rooms. */
export const ABOVE_ROOMS = ["api", "runtime"];

const ROOM = `^server/(?!(?:${ABOVE_ROOMS.join("|")})/)([^/]+)/`;
const TEST = "\\.test\\.tsx?$";
// The kernel's permissions are names and roles only, as a schema is, and browsers show them.
const ENTRANCE = "^server/[^/]+/(index|schema|enums|events)\\.ts$|^server/kernel/permissions\\.ts$";
const SQL = "^drizzle/|node_modules/(drizzle-orm|pg|@neondatabase|graphile-worker)/";
const NETWORK = "^(node:)?(net|tls|http|https|http2|dgram|dns|dns/promises)$|node_modules/(undici|ws)/";
const TRANSPORT =
  "node_modules/(next|@trpc|trpc-to-openapi|inngest|react|react-dom)/|^(app|components|inngest)/|^server/(api|runtime)/";

const layers: IForbiddenRuleType[] = LAYERS.flatMap((rooms, layer) =>
  rooms.map((room) => {
    const reachable = [...LAYERS.slice(0, layer).flat(), room];
    // The ground is one floor: the model's adapters need the kernel's outbound connections, the kernel needs nobody.
    if (room === "llm") reachable.push("kernel", "stats");
    return {
      name: `layer-of-${room}`,
      severity: "error",
      comment: "A room imports from lower layers only; upwards and sideways it speaks by events.",
      from: { path: `^server/${room}/`, pathNot: TEST },
      to: { path: "^server/[^/]+/", pathNot: `^server/(${reachable.join("|")})/` },
    };
  }),
);

export const WALLS: IForbiddenRuleType[] = [
  ...layers,
  {
    name: "no-cycles",
    severity: "error",
    comment: "A cycle hides which of two files depends on the other.",
    from: {},
    to: { circular: true },
  },
  {
    name: "no-development-packages",
    severity: "error",
    comment: "`npm start` installs without them, and builds.",
    from: {
      path: "^(app|components|drizzle|inngest|server)/|^instrumentation\\.ts$",
      pathNot: [TEST, "/testing/", "^drizzle/drizzle\\.config\\.ts$"],
    },
    to: { dependencyTypes: ["npm-dev"] },
  },
  {
    name: "one-door-between-rooms",
    severity: "error",
    comment: "Another room is entered by its index, schema, enums or events.",
    from: { path: ROOM },
    to: { path: ROOM, pathNot: [`^server/$1/`, ENTRANCE] },
  },
  {
    name: "one-door-from-above",
    severity: "error",
    comment: "A room is entered by its index, schema, enums or events.",
    from: { path: `^(app|components|inngest|instrumentation)|^server/(${ABOVE_ROOMS.join("|")})/` },
    to: { path: ROOM, pathNot: ENTRANCE },
  },
  {
    name: "core-is-pure",
    severity: "error",
    comment: "A decision imports core, schema, stats and zod, nothing that acts.",
    from: { path: "^server/([^/]+)/.*\\bcore/", pathNot: TEST },
    to: {
      pathNot: [
        "^server/$1/.*\\bcore/",
        "^server/.+/(schema|enums)\\.ts$",
        "^server/stats/(index|schema)\\.ts$",
        "^server/kernel/permissions\\.ts$",
        "node_modules/zod/",
      ],
    },
  },
  {
    name: "schema-is-for-browsers-too",
    severity: "error",
    comment: "A schema imports zod and lower schemas, so that components can use it.",
    from: { path: "^server/.+/(schema|enums)\\.ts$" },
    to: {
      pathNot: ["^server/.+/(schema|enums)\\.ts$", "^server/kernel/permissions\\.ts$", "node_modules/zod/"],
    },
  },
  {
    name: "enums-are-names",
    severity: "error",
    comment: "Lists of names and nothing else, so that a browser gets them without the validator.",
    from: { path: "^server/.+/enums\\.ts$" },
    to: { pathNot: ["^server/.+/enums\\.ts$"] },
  },
  {
    name: "events-are-data",
    severity: "error",
    comment: "Events import zod, schemas and the kernel that defines them.",
    from: { path: "^server/[^/]+/events\\.ts$", pathNot: "^server/kernel/" },
    to: {
      pathNot: ["^server/.+/(schema|enums)\\.ts$", "^server/kernel/index\\.ts$", "node_modules/zod/"],
    },
  },
  {
    name: "rooms-know-no-transport",
    severity: "error",
    comment: "A verb is a value; tRPC, REST, pages and jobs are adapters over it.",
    from: { path: ROOM, pathNot: TEST },
    to: { path: TRANSPORT },
  },
  {
    name: "no-sql-above-rooms",
    severity: "error",
    comment: "Pages, components, routers and jobs ask a room; only rooms hold queries.",
    from: { path: "^(app|components|inngest/functions)/|^server/api/" },
    to: { path: SQL },
  },
  {
    name: "components-see-schemas-only",
    severity: "error",
    comment: "What a component imports of a room reaches the browser.",
    from: { path: "^components/" },
    to: {
      path: "^server/",
      pathNot: ["^server/.+/(schema|enums)\\.ts$", "^server/kernel/permissions\\.ts$", "^server/api/"],
    },
  },
  {
    name: "components-see-only-types-of-schemas",
    severity: "error",
    comment: "A value of a schema brings the validator to the browser, 60 kB; names alone are in enums.",
    from: { path: "^components/", pathNot: TEST },
    to: { path: "^server/.+/schema\\.ts$", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "components-see-only-types-of-the-api",
    severity: "error",
    comment: "The type of the router is all a client needs of it.",
    from: { path: "^components/" },
    to: { path: "^server/api/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "connections-go-through-outbound",
    severity: "error",
    comment: "An address a user gave is resolved once, checked and pinned by kernel/outbound.",
    from: { path: ROOM, pathNot: [TEST, "^server/kernel/outbound(/|\\.ts$)"] },
    to: { path: NETWORK },
  },
  {
    name: "database-knows-no-room",
    severity: "error",
    comment: "Tables are below the rooms that use them, and share only the words of their schemas.",
    from: { path: "^drizzle/" },
    to: {
      path: "^(app|components|inngest|server)/",
      pathNot: ["^server/.+/(schema|enums)\\.ts$", "^server/kernel/permissions\\.ts$"],
    },
  },
  {
    name: "runtime-is-for-processes",
    severity: "error",
    comment: "Only what starts a process or tells how it does may use the runtime.",
    from: {
      path: "^(app|components|inngest|server)/",
      pathNot: ["^server/runtime/", "^app/api/(health|ready|metrics)/", TEST],
    },
    to: { path: "^server/runtime/" },
  },
];
