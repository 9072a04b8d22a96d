import { CodeBlock } from "@/components/ui/code-block";
import { curlOf } from "./curl";
import { Method } from "./method";
import { type Entry, type Schema, titleOf } from "./open-api";
import { boundsInWords, shapeOf, typeInWords } from "./schema-words";

/** One operation: what it takes, what it answers, and a request to try. */
export function OperationView({ entry, baseUrl }: { entry: Entry; baseUrl: string }) {
  const { operation } = entry;
  const inPath = operation.parameters.filter((one) => one.in === "path");
  const inQuery = operation.parameters.filter((one) => one.in === "query");
  const body = operation.requestBody?.content["application/json"].schema;
  const [status, success] =
    Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? ([] as const);
  const answer = success?.content?.["application/json"].schema;
  return (
    <section aria-labelledby={entry.id} className="scroll-mt-16 border-line border-t py-6">
      <h3 id={entry.id} className="scroll-mt-20 font-semibold text-base">
        <a href={`#${entry.id}`} className="group/anchor">
          {titleOf(operation)}
          <span aria-hidden="true" className="ml-1.5 text-tertiary opacity-0 group-hover/anchor:opacity-100">
            #
          </span>
        </a>
      </h3>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <Method method={entry.method} />
        <code className="break-all text-table">{entry.path}</code>
      </p>
      <p className="mt-1 text-secondary text-table">{withCode(operation.description)}</p>
      <div className="mt-4 grid gap-x-8 gap-y-4 xl:grid-cols-2">
        <div className="min-w-0 space-y-4">
          {/* A path without one of its parts is another path, so "required" would say nothing. */}
          <Fields title="In the path" fields={inPath.map((one) => ({ ...one, required: false }))} />
          <Fields title="In the query" fields={inQuery} />
          {body ? <Fields title="In the body" fields={fieldsOf(body)} /> : null}
        </div>
        <div className="min-w-0 space-y-4">
          <CodeBlock title="Request" code={curlOf(entry, baseUrl)} wrap />
          {answer ? (
            <details className="group/answer">
              <summary className="text-accent-text text-table">
                Answer, {status} {typeInWords(answer) === "object" ? "" : typeInWords(answer)}
              </summary>
              <CodeBlock className="mt-2" code={shapeOf(answer)} />
            </details>
          ) : (
            <p className="text-secondary text-table">Answers {status} without a body.</p>
          )}
        </div>
      </div>
    </section>
  );
}

type Field = { name: string; required: boolean; schema: Schema };

const fieldsOf = (schema: Schema): Field[] =>
  Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    schema: property,
  }));

function Fields({ title, fields }: { title: string; fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 font-medium text-meta text-secondary">{title}</h4>
      <dl className="divide-y divide-line border-line border-y">
        {fields.map(({ name, required, schema }) => {
          const bounds = boundsInWords(schema);
          return (
            <div key={name} className="py-1.5">
              <dt className="flex flex-wrap items-baseline gap-x-2 text-table">
                <code className="font-medium">{name}</code>
                <span className="min-w-0 break-words font-mono text-meta text-secondary">
                  {typeInWords(schema)}
                </span>
                {required ? <span className="font-medium text-meta">required</span> : null}
              </dt>
              {schema.description || bounds ? (
                <dd className="text-meta text-secondary">
                  {[schema.description, bounds ? `${capital(bounds)}.` : null].filter(Boolean).join(" ")}
                </dd>
              ) : null}
            </div>
          );
        })}
      </dl>
    </div>
  );
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

/** Text with `code` between backticks, as the document writes it. */
function withCode(text: string) {
  return text.split("`").map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move.
      <code key={index} className="text-meta">
        {part}
      </code>
    ) : (
      part
    ),
  );
}
