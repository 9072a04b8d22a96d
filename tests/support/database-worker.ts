import { workerDatabase } from "./database";
import { startNeonProxy } from "./neon-proxy";

// Before any module of ours reads the environment: this worker's own database, cloned from the template.
process.env.DATABASE_URL = await workerDatabase();
delete process.env.DATABASE_URL_UNPOOLED;

// The same tests through Neon's driver: `AIOPS_TEST_DRIVER=neon`, as `npm run test:full` does.
if (process.env.AIOPS_TEST_DRIVER === "neon") {
  await startNeonProxy(process.env.DATABASE_URL);
  process.env.DATABASE_DRIVER = "neon";
}
