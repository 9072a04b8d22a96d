import { z } from "zod";
import { Severity } from "../../schema";
import { pathProblem } from "./json-path";

export const fieldNames = [
  "name",
  "status",
  "severity",
  "key",
  "service",
  "environment",
  "instance",
  "team",
  "value",
  "url",
  "description",
  "eventAt",
  "startsAt",
  "endsAt",
  "labels",
  "annotations",
] as const;
export type FieldName = (typeof fieldNames)[number];

const Path = z
  .string()
  .max(300)
  .superRefine((path, context) => {
    const problem = path.startsWith("$") ? pathProblem(path) : null;
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

/** How a body becomes alerts. What is left out keeps its default, which understands a plain `{title, severity, status, service, …}`. */
export const GenericSettings = z.strictObject({
  /** Where the alerts are; without it the body itself, or its list `alerts`. */
  alerts: Path.startsWith("$", "Begin with $, which is the whole body.").optional(),
  /** A JSONPath from one alert, beginning with `$`, or a constant text. */
  fields: z.partialRecord(z.enum(fieldNames), Path).default({}),
  resolvedValues: z.array(z.string().max(100)).max(50).optional(),
  acknowledgedValues: z.array(z.string().max(100)).max(50).optional(),
  ignoredValues: z.array(z.string().max(100)).max(50).optional(),
  severities: z.record(z.string().max(100), Severity).default({}),
  /** Labels that, with the name, make the key where the body carries none. */
  identifyingLabels: z.array(z.string().max(200)).max(20).optional(),
});
export type GenericSettings = z.infer<typeof GenericSettings>;
