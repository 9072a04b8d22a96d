DROP INDEX "saved_views_name";--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "replaced_by" uuid;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "last_organization_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_person_name" ON "saved_views" USING btree ("organization_id","room","user_id",lower("name")) WHERE user_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_team_name" ON "saved_views" USING btree ("organization_id","room","team_id",lower("name")) WHERE team_id is not null;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner" CHECK ((user_id is null) <> (team_id is null));