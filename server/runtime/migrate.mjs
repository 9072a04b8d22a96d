import { migrate } from "../../drizzle/migrate.mjs";

const url = process.env.DATABASE_URL_UNPOOLED || process.env.DATABASE_URL;
if (!url) {
  console.error(
    "DATABASE_URL is not set: it names the database to migrate, as postgres://user:password@host/name.",
  );
  process.exit(1);
}
try {
  const { applied } = await migrate(url);
  console.log(applied === 0 ? "The database is up to date." : `Applied ${applied} migrations.`);
} catch (error) {
  console.error(`The database could not be migrated: ${error.cause?.message ?? error.message}`);
  process.exit(1);
}
