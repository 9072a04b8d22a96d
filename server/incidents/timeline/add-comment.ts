import { eq } from "drizzle-orm";
import { timelineEntries } from "@/drizzle/schema/incidents";
import { command } from "@/server/kernel";
import { changeIncident, emitChange } from "../change";
import { IncidentUpdated } from "../events";
import { lockIncident, referenceOf } from "../queries";
import { AddCommentInput, Comment } from "../schema";
import { addTimelineEntries } from "./entries";
import { toComment } from "./list-comments";

export const addComment = command(
  {
    name: "incidents.addComment",
    summary: "Writes a comment on an incident's timeline.",
    can: "incidents:write",
    scope: "organization",
    input: AddCommentInput,
    output: Comment,
    rest: { method: "POST", path: "/incidents/{id}/comments", status: 201 },
    example: (fixture) => ({ id: fixture.incident.id, body: "Looking at the database." }),
  },
  async (context, input) => {
    const incident = await lockIncident(context.tx, input.id);
    const [id] = await addTimelineEntries(context, [
      { incidentId: incident.id, type: "comment", title: "Comment", details: input.body },
    ]);
    const row = await changeIncident(context, incident.id, {}, undefined, "The incident is gone.");
    emitChange(context, IncidentUpdated, row);
    context.audit({
      target: { kind: "incident", id: incident.id, label: referenceOf(incident.number) },
      detail: { comment_id: id },
    });
    const [comment] = await context.tx
      .select()
      .from(timelineEntries)
      .where(eq(timelineEntries.id, id ?? ""));
    if (!comment) throw new Error("The comment was not inserted.");
    return toComment(comment);
  },
);
