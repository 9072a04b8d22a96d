DROP INDEX "alerts_name";--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "alert_name_lower" text GENERATED ALWAYS AS (lower(alert_name)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "alerts_integration" ON "alerts" USING btree ("organization_id","integration_id","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "alerts_name" ON "alerts" USING btree ("organization_id","alert_name_lower","id" DESC NULLS FIRST);