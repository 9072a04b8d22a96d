import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Servers } from "./servers";

/** Keeps two servers at work while one after the other is killed; checks that nothing is lost, doubled or overlapping. */
export async function churn(
  servers: Servers,
  { runs, keys, kills }: { runs: number; keys: number; kills: number },
) {
  let pair: [ChildProcess, ChildProcess] = await Promise.all([servers.start(), servers.start()]);
  const events = Array.from({ length: runs }, (_, n) => ({
    name: "keyed",
    id: `keyed ${n}`,
    data: { key: `K${n % keys}`, n },
  }));
  const half = Math.ceil(runs / 2);
  await servers.send(pair[0], ...events.slice(0, half));
  await servers.send(pair[1], ...events.slice(half));
  for (let kill = 0; kill < kills; kill++) {
    await sleep(200 + 150 * (kill % 4));
    await servers.kill(pair[0]);
    pair = [pair[1], await servers.start()];
  }
  // The same events once more, as a relay that died between sending and deleting would send them.
  await servers.send(pair[1], ...events);
  await servers.until(async () => (await servers.runs()).completed === runs, 30_000 + kills * 5_000);
  expect(await servers.runs()).toEqual({ completed: runs });
  expectNoOverlap(await servers.marks());
  for (const { data } of events) {
    const ends = (await servers.marks()).filter((mark) => mark.name.startsWith(`end ${data.n} `));
    expect(new Set(ends.map((mark) => mark.name)).size).toBe(3);
  }
  const left = await servers.db.query(
    "select (select count(*) from aiops_jobs.task) + (select count(*) from aiops_jobs.slot) as left",
  );
  expect(Number(left.rows[0].left)).toBe(0);
}

/** Between a begin and its end no other begin of that key may lie, unless the server of the first one died. */
function expectNoOverlap(marks: { run: string; name: string; pid: number }[]): void {
  const open = new Map<string, { name: string; pid: number }>();
  for (const { run, name, pid } of marks) {
    const [kind, ...work] = name.split(" ");
    const current = open.get(run);
    if (kind === "begin") {
      const survivor =
        current &&
        marks.some(
          (mark) => mark.run === run && mark.pid === current.pid && mark.name === `end ${current.name}`,
        );
      if (survivor)
        expect.fail(`${run}: "${name}" of ${pid} began inside "${current.name}" of ${current.pid}.`);
      open.set(run, { name: work.join(" "), pid });
    } else if (current?.pid === pid) open.delete(run);
  }
}
