export type Search = Promise<Record<string, string | string[] | undefined>>;

/** One value of the address's query; a repeated name counts as its first. */
export function textIn(search: Awaited<Search>, name: string): string | undefined {
  const value = search[name];
  return Array.isArray(value) ? value[0] : value;
}
