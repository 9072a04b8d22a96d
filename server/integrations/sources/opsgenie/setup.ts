import type { SourceManifest } from "../port";

export const setup: SourceManifest["setup"] = ({ url, key }) => [
  {
    title: "Add the integration",
    text: "In Opsgenie open Settings, Integrations, and add a Webhook (outgoing). This is its Webhook URL.",
    language: "text",
    code: `${url}\n`,
  },
  {
    title: "Give it the key",
    text: "Add this as a custom header. In a plan without custom headers put the key behind the address, after a slash.",
    language: "text",
    code: `Authorization: Bearer ${key}\n`,
  },
  {
    title: "Say what is sent",
    text: "Turn on `Add alert description to payload` and `Add alert details to payload`, and the actions: created, acknowledged, unacknowledged, closed, deleted, note added. Without closed and deleted nothing ever resolves here.",
    language: "text",
    code: null,
  },
];
