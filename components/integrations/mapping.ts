import { severities } from "@/server/integrations/enums";
import type { Severity } from "@/server/integrations/schema";

/** The fields of an alert that a mapping may find in a body, with what each is for. */
export const mappingFields = [
  { name: "name", label: "Name", hint: "What is wrong, in a few words." },
  { name: "status", label: "Status", hint: "Tells a fire from its end." },
  { name: "severity", label: "Severity", hint: "How bad; see the words below." },
  { name: "key", label: "Key", hint: "The same for one problem, every time it is sent." },
  { name: "service", label: "Service", hint: null },
  { name: "environment", label: "Environment", hint: null },
  { name: "instance", label: "Instance", hint: "Host, pod, device." },
  { name: "team", label: "Team", hint: null },
  { name: "value", label: "Value", hint: "The measured one." },
  { name: "url", label: "Link", hint: "Back to the tool." },
  { name: "description", label: "Description", hint: null },
  { name: "eventAt", label: "Time of the event", hint: null },
  { name: "startsAt", label: "Began at", hint: null },
  { name: "endsAt", label: "Ended at", hint: null },
  { name: "labels", label: "Labels", hint: "An object of names and values." },
  { name: "annotations", label: "Annotations", hint: "An object of names and values." },
] as const;

export type MappingForm = {
  alerts: string;
  fields: Record<string, string>;
  resolvedValues: string;
  acknowledgedValues: string;
  ignoredValues: string;
  severities: string;
  identifyingLabels: string;
};

const words = (value: unknown): string =>
  Array.isArray(value) ? value.filter((word) => typeof word === "string").join(", ") : "";
const list = (text: string): string[] | undefined => {
  const found = text
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  return found.length > 0 ? found : undefined;
};
const record = (value: unknown): Record<string, string> =>
  value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
      )
    : {};

/** Stored settings as the form shows them. */
export const formOf = (settings: Readonly<Record<string, unknown>>): MappingForm => ({
  alerts: typeof settings.alerts === "string" ? settings.alerts : "",
  fields: record(settings.fields),
  resolvedValues: words(settings.resolvedValues),
  acknowledgedValues: words(settings.acknowledgedValues),
  ignoredValues: words(settings.ignoredValues),
  severities: Object.entries(record(settings.severities))
    .map(([word, severity]) => `${word} = ${severity}`)
    .join("\n"),
  identifyingLabels: words(settings.identifyingLabels),
});

const isSeverity = (word: string): word is Severity => severities.some((severity) => severity === word);

export type ReadForm = { settings: Record<string, unknown> } | { problem: string };

/** The form as settings: what is empty is left to the default. */
export function settingsOf(form: MappingForm): ReadForm {
  const table: Record<string, Severity> = {};
  for (const line of form.severities.split("\n").filter((one) => one.trim())) {
    const equals = line.lastIndexOf("=");
    const word = line.slice(0, Math.max(0, equals)).trim();
    const severity = line
      .slice(equals + 1)
      .trim()
      .toLowerCase();
    if (!word || !isSeverity(severity))
      return { problem: `“${line.trim()}” is not understood. Write a line like P1 = critical.` };
    table[word] = severity;
  }
  const fields = Object.fromEntries(
    Object.entries(form.fields)
      .map(([name, path]) => [name, path.trim()])
      .filter(([, path]) => path),
  );
  const settings = {
    alerts: form.alerts.trim() || undefined,
    fields,
    severities: table,
    resolvedValues: list(form.resolvedValues),
    acknowledgedValues: list(form.acknowledgedValues),
    ignoredValues: list(form.ignoredValues),
    identifyingLabels: list(form.identifyingLabels),
  };
  return {
    settings: Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)),
  };
}
