CREATE TABLE "incident_places" (
	"organization_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"place" uuid NOT NULL,
	CONSTRAINT "incident_places_organization_id_place_incident_id_pk" PRIMARY KEY("organization_id","place","incident_id")
);
--> statement-breakpoint
ALTER TABLE "incident_places" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "incident_places" ADD CONSTRAINT "incident_places_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "incident_places_incident" ON "incident_places" USING btree ("organization_id","incident_id");--> statement-breakpoint
CREATE POLICY "tenant" ON "incident_places" AS PERMISSIVE FOR ALL TO "aiops_app" USING ("incident_places"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid)) WITH CHECK ("incident_places"."organization_id" = (select nullif(current_setting('app.organization_id', true), '')::uuid));