import { expect, test } from "vitest";
import { maskBody } from "./mask";

const mask = (text: string) => maskBody(new TextEncoder().encode(text));

test("values of keys that look secret are masked, names and everything else stay", () => {
  const shown = JSON.parse(
    mask(
      JSON.stringify({
        alerts: [{ labels: { alertname: "A", api_key: "abc", password: "p" } }],
        Authorization: "Bearer abcdefgh12345",
        note: "curl -H 'Authorization: Bearer abcdefgh12345' https://user:pw@host/x?access_token=zzz&b=1 aik_abcdefghijkl",
        tokenCount: 7,
      }),
    ),
  );
  expect(shown).toEqual({
    alerts: [{ labels: { alertname: "A", api_key: "•••", password: "•••" } }],
    Authorization: "•••",
    note: "curl -H 'Authorization: Bearer •••' https://user:•••@host/x?access_token=•••&b=1 aik_•••",
    tokenCount: "•••",
  });
});

test("what is not JSON is shown as text, long bodies are cut", () => {
  expect(mask("hello Bearer abcdefgh12345")).toBe("hello Bearer •••");
  expect(mask("x".repeat(300_000)).length).toBeLessThan(200_100);
});
