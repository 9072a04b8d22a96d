import { expect, test } from "vitest";
import { churn } from "./churn";
import { Servers } from "./servers";

test("two servers, of which one is killed thirty times", { timeout: 400_000 }, async () => {
  const servers = await Servers.open();
  try {
    await churn(servers, { runs: 600, keys: 4, kills: 30 });
    expect(await servers.runs()).toEqual({ completed: 600 });
  } finally {
    await servers.close();
  }
});
