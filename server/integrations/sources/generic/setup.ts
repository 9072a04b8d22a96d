import type { SourceManifest } from "../port";

const post = (url: string, key: string, body: Record<string, string>) => `curl -X POST '${url}' \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify(body)}'
`;

const example = {
  key: "checkout-latency",
  title: "Checkout is slow",
  severity: "critical",
  service: "checkout",
  environment: "production",
};

export const setup: SourceManifest["setup"] = ({ url, key }) => [
  {
    title: "Send an alert",
    text: "Only a title is needed. Send the same key again while the problem lasts: that is one alert, counted. A list of such objects works too.",
    language: "shell",
    code: post(url, key, { ...example, status: "firing" }),
  },
  {
    title: "Send its end",
    text: "The same key with a status of resolved. Without one the alert stays open until somebody closes it.",
    language: "shell",
    code: post(url, key, { ...example, status: "resolved" }),
  },
];
