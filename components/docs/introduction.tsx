import { Code, CodeBlock } from "@/components/ui/code-block";

/** What holds for every operation, said once. */
export function Introduction({ baseUrl }: { baseUrl: string }) {
  return (
    <div className="max-w-3xl space-y-5 pb-10 text-table">
      <div className="space-y-1">
        <h1 className="font-semibold text-title">API</h1>
        <p className="text-secondary">
          Everything the pages do, for programs. The same is at{" "}
          <a href="/api/openapi.json" className="text-accent-text underline underline-offset-2">
            /api/openapi.json
          </a>{" "}
          as OpenAPI 3.1, for generators of clients.
        </p>
      </div>
      <CodeBlock
        title="List what is open"
        code={`export AIOPS_KEY=aip_…   # Settings, Keys\ncurl "${baseUrl}/incidents?limit=20" \\\n  -H "Authorization: Bearer $AIOPS_KEY"`}
      />
      <dl className="space-y-3">
        <Rule term="Keys">
          Send a key as <Code>Authorization: Bearer</Code> or <Code>X-Api-Key</Code>. It belongs to one
          organization and decides which one you see; cookies are ignored. Each operation names the scope it
          needs.
        </Rule>
        <Rule term="Names and times">
          JSON with snake_case names. Instants are ISO 8601 in UTC. Ids are UUIDs; where an incident is asked
          for, <Code>INC-42</Code> works too.
        </Rule>
        <Rule term="Lists">
          Answer <Code>{"{items, next_cursor}"}</Code>. Ask on with <Code>cursor</Code> until{" "}
          <Code>next_cursor</Code> is null; <Code>limit</Code> says how many at once.
        </Rule>
        <Rule term="Errors">
          Answer <Code>{"{code, message, issues?}"}</Code>: 400 input, 401 key, 403 scope, 404 not in your
          organization, 409 somebody was first, 413 over 1 MiB, 429 too often, 503 try again.{" "}
          <Code>code</Code> is stable; <Code>message</Code> is for people.
        </Rule>
        <Rule term="Delivering alerts">
          Monitoring tools post to <Code>/webhook/…</Code> with an ingest key instead. Integrations shows the
          address and the snippet for each tool.
        </Rule>
      </dl>
    </div>
  );
}

function Rule({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="gap-4 md:grid md:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="font-medium">{term}</dt>
      <dd className="text-secondary">{children}</dd>
    </div>
  );
}
