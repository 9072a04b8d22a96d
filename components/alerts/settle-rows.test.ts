import { describe, expect, test } from "vitest";
import { freshRows, settleRows } from "./settle-rows";

type Item = { id: string; group?: string; word?: string };
const items = (...ids: string[]): Item[] => ids.map((id) => ({ id }));
const groupOf = (item: Item) => item.group ?? "";
const ids = (rows: readonly { item: Item }[]) => rows.map((row) => row.item.id).join("");

describe("laying out", () => {
  test("puts a group together where its first item stands", () => {
    const rows = freshRows(
      [
        { id: "a", group: "x" },
        { id: "b", group: "y" },
        { id: "c", group: "x" },
      ],
      groupOf,
    );
    expect(ids(rows)).toBe("acb");
  });
});

describe("settling", () => {
  const shown = freshRows(items("a", "b", "c"), groupOf);

  test("keeps rows in their place and holds what belongs above them as news", () => {
    const settled = settleRows(shown, items("n", "a", "m", "b", "c"), true, groupOf);
    expect(ids(settled.rows)).toBe("abc");
    expect(settled.news).toBe(2);
  });

  test("changes a known row in its place, whatever its new rank", () => {
    const settled = settleRows(shown, [{ id: "c", word: "new" }, ...items("a", "b")], true, groupOf);
    expect(ids(settled.rows)).toBe("abc");
    expect(settled.rows[2]?.item.word).toBe("new");
    expect(settled.news).toBe(0);
  });

  test("appends what follows the last known row", () => {
    const settled = settleRows(shown, items("a", "b", "c", "d", "e"), false, groupOf);
    expect(ids(settled.rows)).toBe("abcde");
    expect(settled.news).toBe(0);
  });

  test("leaves a row that is no longer listed where it is, and says so", () => {
    const settled = settleRows(shown, items("a", "c"), true, groupOf);
    expect(settled.rows.map((row) => row.gone)).toEqual([false, true, false]);
    expect(settled.gone).toBe(1);
  });

  test("does not take a row for gone that was pushed onto the next page", () => {
    const once = settleRows(shown, items("n", "a", "b"), false, groupOf);
    expect(once.gone).toBe(0);
    const twice = settleRows(once.rows, items("m", "n", "a"), false, groupOf);
    expect(twice.gone).toBe(0);
    expect(twice.news).toBe(2);
  });

  test("all is news when nothing of what is shown is left", () => {
    const settled = settleRows(shown, items("x", "y"), true, groupOf);
    expect([settled.news, settled.gone, ids(settled.rows)]).toEqual([2, 3, "abc"]);
  });

  test("fills an empty list at once", () => {
    expect(ids(settleRows([], items("x"), true, groupOf).rows)).toBe("x");
  });
});
