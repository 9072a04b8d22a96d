import type { Entry, Parameter } from "./open-api";
import { sampleOf } from "./schema-words";

/** A request to paste into a shell, with the key in a variable, so that it stays out of the history. */
export function curlOf({ method, path, operation }: Entry, baseUrl: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    sampleOfParameter(operation.parameters, path, name),
  );
  const required = operation.parameters.filter((one) => one.in === "query" && one.required);
  const search = new URLSearchParams(
    required.map(({ name, schema }): [string, string] => [name, String(sampleOf(schema, name))]),
  ).toString();
  const address = `${baseUrl}${filled}${search ? `?${search}` : ""}`;
  const schema = operation.requestBody?.content["application/json"].schema;
  const lines = [
    `curl${method === "GET" ? "" : ` -X ${method}`} ${search ? `"${address}"` : address}`,
    `  -H "Authorization: Bearer $AIOPS_KEY"`,
    ...(schema
      ? [
          `  -H "Content-Type: application/json"`,
          `  -d '${JSON.stringify(sampleOf(schema)).replaceAll("'", "'\\''")}'`,
        ]
      : []),
  ];
  return lines.join(" \\\n");
}

function sampleOfParameter(parameters: readonly Parameter[], path: string, name: string): string {
  if (name === "id" && path.startsWith("/incidents/")) return "INC-42";
  const parameter = parameters.find((one) => one.name === name);
  return String(sampleOf(parameter?.schema ?? { type: "string" }, name));
}
