/** First parts of addresses that are ours: an organization of that name gets a number. */
const RESERVED = new Set(
  "api docs webhook sign-in sign-up sign-out verify invitation welcome error settings operator admin demo static public new".split(
    " ",
  ),
);
const MAX_LENGTH = 40;

/** A name as a part of an address: ASCII letters and digits joined by hyphens; `fallback` where none is left. */
export function slugify(name: string, fallback: string): string {
  const slug = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, "");
  return slug || fallback;
}

/** The slug itself, or the first of slug-2, slug-3, … that is neither taken nor ours. */
export function freeSlug(slug: string, taken: Iterable<string>): string {
  const used = new Set(taken);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? slug : `${slug}-${n}`;
    if (!used.has(candidate) && !RESERVED.has(candidate)) return candidate;
  }
}
