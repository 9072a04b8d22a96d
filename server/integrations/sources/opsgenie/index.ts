import { z } from "zod";
import type { AlertSource } from "../port";
import { parse, recognises } from "./parse";
import { setup } from "./setup";
import { severities } from "./severities";

export const opsgenie: AlertSource = {
  manifest: {
    name: "Opsgenie",
    summary: "Alerts of Opsgenie or Jira Service Management, through its outgoing webhook integration.",
    documentationUrl: "https://support.atlassian.com/opsgenie/docs/integrate-opsgenie-with-webhook/",
    resolves: "always",
    takesText: false,
    identifyingLabels: [],
    severities,
    setup,
  },
  settings: z.strictObject({}),
  recognises,
  parse,
};
