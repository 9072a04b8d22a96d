import type { SourceManifest } from "../port";

/** YAML in double quotes, where JSON's escapes hold too. */
const quoted = (text: string) => JSON.stringify(text);

export const setup: SourceManifest["setup"] = ({ url, key }) => [
  {
    title: "Add the contact point",
    text: "Save this as a file in `provisioning/alerting` and restart Grafana, or make a contact point of the type Webhook with these values by hand. Leave `Disable resolved message` off, or nothing ever resolves here.",
    language: "yaml",
    code: `apiVersion: 1
contactPoints:
  - orgId: 1
    name: AIOps
    receivers:
      - uid: aiops
        type: webhook
        disableResolveMessage: false
        settings:
          url: ${quoted(url)}
          httpMethod: POST
          authorization_scheme: Bearer
          authorization_credentials: ${quoted(key)}
`,
  },
  {
    title: "Route every alert to it",
    text: "Under Notification policies add a child policy without matchers as the first one, choose this contact point and turn on `Continue matching subsequent sibling nodes`, so that your other contact points get every alert as before.",
    language: null,
    code: null,
  },
  {
    title: "Send a test",
    text: "Press Test at the contact point. This page turns green with the first delivery.",
    language: null,
    code: null,
  },
];
