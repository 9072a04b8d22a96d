import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const inRoot = (path: string) => `${root}/${path}`;

// `npm run test:full` sets this: then the slow files run, and nothing that `npm test` has run already.
const isFull = process.env.AIOPS_TEST_FULL === "1";
const testsOf = (folder: string) =>
  isFull ? [`tests/${folder}/**/*.full.test.ts`] : [`tests/${folder}/**/*.test.ts`];
const slow = isFull ? [] : ["**/*.full.test.ts"];
const never = ["**/node_modules/**", "**/.next/**", "**/.next-*/**", "**/.aiops/**"];

export default defineConfig({
  oxc: { jsx: { runtime: "automatic" } },
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${root}/` },
      { find: /^(server|client)-only$/, replacement: inRoot("tests/support/empty.ts") },
    ],
  },
  test: {
    env: { NODE_ENV: "test", TZ: "UTC", ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64") },
    // next-auth imports "next/server" without a file ending, which only a bundler resolves.
    server: { deps: { inline: [/next-auth/, /@auth\/core/] } },
    maxWorkers: 2,
    slowTestThreshold: 2_000,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: isFull ? [] : ["{app,components,drizzle,inngest,server}/**/*.test.ts"],
          exclude: never,
        },
      },
      {
        extends: true,
        test: {
          name: "components",
          environment: "happy-dom",
          include: isFull ? [] : ["{app,components}/**/*.test.tsx"],
          exclude: never,
        },
      },
      {
        extends: true,
        test: {
          name: "architecture",
          include: isFull ? [] : ["tests/architecture/**/*.test.ts"],
          exclude: never,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: testsOf("integration"),
          exclude: [...never, ...slow],
          globalSetup: [inRoot("tests/support/database-setup.ts")],
          setupFiles: [inRoot("tests/support/database-worker.ts")],
          testTimeout: isFull ? 600_000 : 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: testsOf("e2e"),
          exclude: [...never, ...slow],
          globalSetup: [inRoot("tests/support/database-setup.ts"), inRoot("tests/support/app-setup.ts")],
          // A browser and a server per file fill two cores already.
          fileParallelism: false,
          testTimeout: isFull ? 600_000 : 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
