DROP INDEX "deliveries_organization_id_body_until_index";--> statement-breakpoint
CREATE INDEX "deliveries_body_until" ON "deliveries" USING btree ("body_until") WHERE body_until is not null;--> statement-breakpoint
CREATE INDEX "audit_log_organization_id_action_id_index" ON "audit_log" USING btree ("organization_id","action","id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "audit_log_organization_id_actor_id_id_index" ON "audit_log" USING btree ("organization_id","actor_id","id" DESC NULLS FIRST);