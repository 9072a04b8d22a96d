import { expect, test } from "vitest";
import { steadyRows } from "./steady-list";

const items = (...ids: string[]) => ids.map((id) => ({ id }));
const ids = (rows: { id: string; gone: boolean }[]) => rows.map((row) => (row.gone ? `(${row.id})` : row.id));

test("an idle list follows", () => {
  const { rows, waiting } = steadyRows(items("b", "a"), items("c", "b"), false);
  expect(ids(rows)).toEqual(["c", "b"]);
  expect(waiting).toBe(0);
});

test("under a finger new rows wait, and rows that left keep their place", () => {
  const { rows, waiting } = steadyRows(items("c", "b", "a"), items("e", "d", "c", "a"), true);
  expect(ids(rows)).toEqual(["c", "(b)", "a"]);
  expect(waiting).toBe(2);
});

test("the next page is appended, also under a finger", () => {
  const { rows, waiting } = steadyRows(items("c", "b"), items("d", "c", "b", "a"), true);
  expect(ids(rows)).toEqual(["c", "b", "a"]);
  expect(waiting).toBe(1);
});

test("rows change in place", () => {
  const { rows } = steadyRows([{ id: "a", status: "open" }], [{ id: "a", status: "investigating" }], true);
  expect(rows).toEqual([{ id: "a", status: "investigating", gone: false }]);
});

test("where all that was shown has left, the new ones still wait", () => {
  const { rows, waiting } = steadyRows(items("b", "a"), items("d", "c"), true);
  expect(ids(rows)).toEqual(["(b)", "(a)"]);
  expect(waiting).toBe(2);
});

test("an empty list has nothing to keep in place", () => {
  expect(ids(steadyRows([], items("a"), true).rows)).toEqual(["a"]);
});
