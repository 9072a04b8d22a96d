import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "./ports";

export type Monitoring = {
  /** Sets the value that the rule watches: 1 fires, 0 clears. */
  setFlag(value: 0 | 1): void;
  stop(): Promise<void>;
};

/**
 * The real Prometheus, node_exporter and Alertmanager on loopback, with one rule over a file that a test writes. Alertmanager
 * sends to `webhookUrl` with `key`, by the same snippet that the app prints, only faster.
 */
export async function startMonitoring(webhookUrl: string, key: string): Promise<Monitoring> {
  const folder = mkdtempSync(join(tmpdir(), "aiops-monitoring-"));
  const inFolder = (name: string) => join(folder, name);
  mkdirSync(inFolder("textfile"));
  const [node, alertmanager, prometheus] = [await freePort(), await freePort(), await freePort()];
  const setFlag = (value: 0 | 1) =>
    writeFileSync(inFolder("textfile/flag.prom"), `shop_flag{service="storefront"} ${value}\n`);
  setFlag(0);
  writeFileSync(
    inFolder("alertmanager.yml"),
    `route:
  receiver: none
  group_by: [alertname]
  routes:
    - receiver: aiops
      continue: true
      group_wait: 1s
      group_interval: 1s
      repeat_interval: 1m
receivers:
  - name: none
  - name: aiops
    webhook_configs:
      - url: ${webhookUrl}
        send_resolved: true
        http_config:
          authorization:
            credentials: ${key}
`,
  );
  writeFileSync(
    inFolder("rules.yml"),
    `groups:
  - name: shop
    interval: 1s
    rules:
      - alert: FlagRaised
        expr: shop_flag == 1
        labels: { severity: critical, environment: production }
        annotations: { summary: "The flag of {{ $labels.service }} is up" }
`,
  );
  writeFileSync(
    inFolder("prometheus.yml"),
    `global: { scrape_interval: 1s, evaluation_interval: 1s }
rule_files: [rules.yml]
alerting:
  alertmanagers:
    - static_configs: [{ targets: ["127.0.0.1:${alertmanager}"] }]
scrape_configs:
  - job_name: node
    honor_labels: true
    static_configs: [{ targets: ["127.0.0.1:${node}"] }]
`,
  );
  const programs = [
    run("prometheus-node-exporter", [
      `--web.listen-address=127.0.0.1:${node}`,
      "--collector.disable-defaults",
      "--collector.textfile",
      `--collector.textfile.directory=${inFolder("textfile")}`,
    ]),
    // Without an empty cluster address it gossips on a fixed port.
    run("prometheus-alertmanager", [
      `--config.file=${inFolder("alertmanager.yml")}`,
      `--storage.path=${inFolder("alertmanager")}`,
      `--web.listen-address=127.0.0.1:${alertmanager}`,
      "--cluster.listen-address=",
    ]),
    run("prometheus", [
      `--config.file=${inFolder("prometheus.yml")}`,
      `--storage.tsdb.path=${inFolder("prometheus")}`,
      `--web.listen-address=127.0.0.1:${prometheus}`,
    ]),
  ];
  const stop = async () => {
    await Promise.all(programs.map(({ child }) => end(child)));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await Promise.all([
      untilUp(`http://127.0.0.1:${alertmanager}/-/ready`, programs),
      untilUp(`http://127.0.0.1:${prometheus}/-/ready`, programs),
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { setFlag, stop };
}

type Program = { name: string; child: ChildProcess; output: string[] };

function run(name: string, args: string[]): Program {
  const child = spawn(name, args, { stdio: ["ignore", "pipe", "pipe"] });
  const output: string[] = [];
  child.on("error", (error) => output.push(`${name} is not installed: ${error.message}`));
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => output.push(String(chunk)));
  return { name, child, output };
}

async function untilUp(url: string, programs: Program[]): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100)) {
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    const ended = programs.find(({ child }) => child.exitCode !== null || child.pid === undefined);
    if (ended) throw new Error(`${ended.name} ended:\n${ended.output.join("").slice(-2000)}`);
  }
  throw new Error(
    `${url} did not come up.\n${programs.map(({ output }) => output.join("").slice(-1000)).join("\n")}`,
  );
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await exited;
  clearTimeout(insist);
}
