export type ClassPart = string | false | null | undefined;

/** Joins class names. It does not resolve conflicts: a component's own classes are kept free of what callers may set. */
export function cn(...parts: ClassPart[]): string {
  return parts.filter(Boolean).join(" ");
}
