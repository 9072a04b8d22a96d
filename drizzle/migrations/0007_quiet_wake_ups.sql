-- Every commit that notifies takes one lock of the whole server. Wake-ups, the events of a busy webhook, are flushed by the
-- process that committed them, and by the tick where that process is gone; so only other events are announced.
DROP TRIGGER "outbox_notify" ON "outbox";--> statement-breakpoint
CREATE OR REPLACE FUNCTION "notify_outbox"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM inserted WHERE coalesce_key IS NULL) THEN
    PERFORM pg_notify('outbox', '');
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "outbox_notify" AFTER INSERT ON "outbox" REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION "notify_outbox"();
