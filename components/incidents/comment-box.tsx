"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC, useTRPCClient } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Textarea } from "@/components/ui/textarea";
import { notifyError } from "@/components/ui/toast";
import type { Incident, TimelineEvent } from "@/server/incidents/schema";
import { useIncidentActions } from "./incident-context";

/** What was written stays in the field until the server has taken it. */
export function CommentBox({ incident }: { incident: Incident }) {
  const { viewer, refresh } = useIncidentActions();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [body, setBody] = useState("");
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    const text = body.trim();
    if (!text || busy) return;
    setBusy(true);
    try {
      const comment = await client.incidents.addComment.mutate({ id: incident.id, body: text });
      const written: TimelineEvent = {
        id: comment.id,
        type: "comment",
        timestamp: comment.createdAt,
        title: "Comment",
        details: comment.body,
        actor: viewer.name,
      };
      queries.setQueryData(trpc.incidents.timeline.queryKey({ id: incident.reference }), (timeline) =>
        timeline ? { ...timeline, events: [...timeline.events, written] } : timeline,
      );
      setBody("");
      field.current?.focus();
      refresh();
    } catch (error) {
      void notifyError(errorMessage(error));
    } finally {
      setBusy(false);
    }
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
    if (event.key === "Escape") field.current?.blur();
  }

  return (
    <form onSubmit={submit} className="space-y-2">
      <Textarea
        ref={field}
        dir="auto"
        rows={1}
        maxLength={20_000}
        aria-label={`Comment on ${incident.reference}`}
        placeholder="What you see, what you tried…"
        className="min-h-9!"
        value={body}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {body.trim() ? (
        <div className="flex items-center justify-end gap-2 text-meta text-secondary">
          <Kbd keys="mod+enter" />
          <Button type="submit" size="sm" variant="primary" loading={busy}>
            Comment
          </Button>
        </div>
      ) : null}
    </form>
  );
}
