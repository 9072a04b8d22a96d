"use client";

import { useEffect, useState } from "react";
import type { MappingForm } from "./mapping";

export type Preview = {
  /** Why nothing can be shown: the payload is no JSON, or the path to the alerts leads nowhere. */
  problem: string | null;
  alerts: number;
  /** What each mapped field reads in the first alert. */
  values: Record<string, { text: string } | { problem: string }>;
};

type Query = (path: string, value: unknown) => unknown[];

/** The same JSONPath library as the server's, fetched when a payload is there to try paths on. */
async function loadQuery(): Promise<Query> {
  const { JSONPathEnvironment } = await import("json-p3");
  const environment = new JSONPathEnvironment();
  return (path, value) =>
    environment
      .compile(path)
      .query(value as never)
      .values();
}

const READ_MS = 150;
const SHOWN = 120;

/** What the mapping reads in the pasted payload, as far as a browser can tell; null while there is no payload. */
export function useMappingPreview(payload: string, form: MappingForm): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null);
  useEffect(() => {
    if (!payload.trim()) {
      setPreview(null);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      const query = await loadQuery();
      if (current) setPreview(previewOf(payload, form, query));
    }, READ_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [payload, form]);
  return preview;
}

export function previewOf(payload: string, form: MappingForm, query: Query): Preview {
  const nothing = { alerts: 0, values: {} };
  let body: unknown;
  try {
    body = JSON.parse(payload);
  } catch {
    return { ...nothing, problem: "This is not JSON yet." };
  }
  let alerts: unknown[];
  try {
    alerts = alertsIn(body, form.alerts.trim(), query);
  } catch (error) {
    return { ...nothing, problem: `Path to the alerts: ${wordsOf(error)}` };
  }
  const first = alerts[0];
  if (first === undefined) return { ...nothing, problem: "There is no alert at this path." };
  const values: Preview["values"] = {};
  for (const [name, path] of Object.entries(form.fields)) {
    if (!path.trim()) continue;
    try {
      const found = path.trim().startsWith("$") ? query(path.trim(), first)[0] : path.trim();
      values[name] = found === undefined ? { problem: "leads to nothing here" } : { text: textOf(found) };
    } catch (error) {
      values[name] = { problem: wordsOf(error) };
    }
  }
  return { problem: null, alerts: alerts.length, values };
}

function alertsIn(body: unknown, path: string, query: Query): unknown[] {
  if (path) {
    const found = query(path, body);
    return found.length === 1 && Array.isArray(found[0]) ? found[0] : found;
  }
  if (Array.isArray(body)) return body;
  if (body && typeof body === "object" && "alerts" in body && Array.isArray(body.alerts)) return body.alerts;
  return [body];
}

const textOf = (value: unknown): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
};
const wordsOf = (error: unknown): string =>
  error instanceof Error ? (error.message.split("\n")[0] ?? "") : "not a JSONPath";
