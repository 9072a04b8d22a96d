import { CodeBlock } from "@/components/ui/code-block";

/** The shortest way to a first alert: one line for a shell, with this deployment's address. */
export function SendByHand({ origin }: { origin: string }) {
  const code = [
    `curl ${origin}/webhook/generic \\`,
    `  -H 'Authorization: Bearer aik_…' -H 'Content-Type: application/json' \\`,
    `  -d '{"title":"Checkout is slow","severity":"critical","service":"checkout"}'`,
  ].join("\n");
  return <CodeBlock title="Or send one by hand, with an integration's key" code={code} wrap />;
}
