-- Young organizations and integrations are in no statistics, and of none the planner expects one row at most: then any
-- index that begins with the organization seems as good as the right one. Few distinct values mean many rows of each.
ALTER TABLE "alerts" ALTER COLUMN "organization_id" SET (n_distinct = 20);--> statement-breakpoint
ALTER TABLE "alerts" ALTER COLUMN "integration_id" SET (n_distinct = 50);--> statement-breakpoint
ALTER TABLE "alert_labels" ALTER COLUMN "organization_id" SET (n_distinct = 20);--> statement-breakpoint
ALTER TABLE "deliveries" ALTER COLUMN "organization_id" SET (n_distinct = 20);
