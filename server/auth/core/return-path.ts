// Printable ASCII without the backslash: browsers drop tabs and line breaks and turn backslashes round before they read an
// address, so `/\t/evil` would become `//evil`.
const SAFE = /^\/(?!\/)[!-[\]-~]*$/;

/** Where to go after signing in: a path of our own, or null for anything that could lead elsewhere or in a circle. */
export function returnPath(asked: string | null | undefined): string | null {
  if (!asked || asked.length > 1000 || !SAFE.test(asked)) return null;
  return /^\/(sign-in|sign-up|verify|api)(\/|\?|$)/.test(asked) ? null : asked;
}
