import { z } from "zod";
import type { AlertSource } from "../port";
import { commonSeverities } from "../severity";
import { parse, recognises } from "./parse";
import { setup } from "./setup";

export const grafana: AlertSource = {
  manifest: {
    name: "Grafana",
    summary: "Alert rules of Grafana or Grafana Cloud, through a webhook contact point.",
    documentationUrl:
      "https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/",
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
