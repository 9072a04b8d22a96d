import { z } from "zod";
import type { AlertSource } from "../port";
import { commonSeverities } from "../severity";
import { parse, recognises } from "./parse";
import { setup } from "./setup";

export const alertmanager: AlertSource = {
  manifest: {
    name: "Prometheus Alertmanager",
    summary:
      "Alerts of Prometheus, Mimir, Thanos, VictoriaMetrics or Loki, through Alertmanager's webhook receiver.",
    documentationUrl: "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config",
    resolves: "if_configured",
    takesText: false,
    identifyingLabels: [],
    severities: commonSeverities,
    setup,
  },
  settings: z.strictObject({}),
  recognises,
  parse,
};
