import { serviceKeys } from "../naming";
import type { AlertSource } from "../port";
import { commonSeverities } from "../severity";
import { parse } from "./parse";
import { GenericSettings } from "./settings";
import { setup } from "./setup";

export const generic: AlertSource = {
  manifest: {
    name: "Generic JSON",
    summary: "Any tool or script that can post JSON: plain fields are understood, others are mapped.",
    documentationUrl: null,
    resolves: "if_configured",
    takesText: false,
    identifyingLabels: serviceKeys,
    severities: commonSeverities,
    setup,
  },
  settings: GenericSettings,
  parse,
};
