import { InvalidError } from "@/server/kernel";
import type { AlertSource } from "./sources/port";

/** Settings as their source takes them, or InvalidError that names the field. */
export function checkSettings(
  source: AlertSource,
  settings: Record<string, unknown>,
): Record<string, unknown> {
  const parsed = source.settings.safeParse(settings);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: ["settings", ...path.map((part) => (typeof part === "symbol" ? String(part) : part))],
    message,
  }));
  const first = issues[0];
  throw new InvalidError(
    first ? `${first.path.join(".")}: ${first.message}` : "The settings are invalid.",
    issues,
  );
}
