-- Room on every page of alerts for the new version of a row, so that a repeat is a HOT update.
ALTER TABLE "alerts" SET (fillfactor = 85);--> statement-breakpoint
ALTER TABLE "integrations" SET (fillfactor = 50);--> statement-breakpoint
-- The relay listens where a process lives; one notification per transaction however many rows it wrote.
CREATE FUNCTION "notify_outbox"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('outbox', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "outbox_notify" AFTER INSERT ON "outbox" FOR EACH STATEMENT EXECUTE FUNCTION "notify_outbox"();
