ALTER TABLE "deliveries" ADD COLUMN "ignored" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "integrations" ADD COLUMN "first_key_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "integrations_first_key" ON "integrations" USING btree ("organization_id","first_key_id","source") WHERE first_key_id is not null;--> statement-breakpoint
-- Encrypted text does not compress: trying costs time at every delivery.
ALTER TABLE "deliveries" ALTER COLUMN "body" SET STORAGE EXTERNAL;
