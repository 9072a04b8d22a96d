import type { SourceManifest } from "../port";

/** YAML in double quotes, where JSON's escapes hold too. */
const quoted = (text: string) => JSON.stringify(text);

/** The route comes first and continues, so that paging that works today keeps working. */
export const setup: SourceManifest["setup"] = ({ url, key }) => [
  {
    title: "Add the receiver",
    text: "Add this to `receivers` in alertmanager.yml.",
    language: "yaml",
    code: `receivers:
  - name: aiops
    webhook_configs:
      - url: ${quoted(url)}
        send_resolved: true
        http_config:
          authorization:
            type: Bearer
            credentials: ${quoted(key)}
`,
  },
  {
    title: "Route every alert to it",
    text: "Put this first under `routes` of your top route. Because of `continue: true` your other receivers get every alert as before.",
    language: "yaml",
    code: `route:
  routes:
    - receiver: aiops
      continue: true
      group_wait: 5s
      group_interval: 30s
      repeat_interval: 1h
`,
  },
  {
    title: "Reload Alertmanager",
    text: "Send it SIGHUP or post to its reload address. This page turns green with the first delivery.",
    language: "shell",
    code: "curl -X POST http://localhost:9093/-/reload\n",
  },
];
