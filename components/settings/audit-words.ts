/** Rooms that write to the audit log, as a filter: a name with a dot at its end asks for all of a room. */
export const auditRooms = [
  { value: "tenancy.", label: "Organization and people" },
  { value: "apiKeys.", label: "API keys" },
  { value: "integrations.", label: "Integrations" },
  { value: "alerts.", label: "Alerts" },
  { value: "incidents.", label: "Incidents" },
] as const;

const irregular: Record<string, string> = {
  set: "Set",
  split: "Split",
  rotate: "Rotated",
};

/** "tenancy.updateMember" as people say it: "Updated member". */
export function actionInWords(action: string): string {
  const verb = action.split(".").at(-1) ?? action;
  const [first = "", ...others] = verb
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(" ");
  return [past(first), ...others].join(" ");
}

function past(verb: string): string {
  const known = irregular[verb];
  if (known) return known;
  const capital = verb.slice(0, 1).toUpperCase() + verb.slice(1);
  if (capital.endsWith("e")) return `${capital}d`;
  return /[^aeiou]y$/.test(capital) ? `${capital.slice(0, -1)}ied` : `${capital}ed`;
}
