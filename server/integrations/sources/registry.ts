import type { SourceInfo } from "../schema";
import { alertmanager } from "./alertmanager";
import { generic } from "./generic";
import { grafana } from "./grafana";
import { opsgenie } from "./opsgenie";
import type { AlertSource } from "./port";

export const sourceIds = ["alertmanager", "grafana", "opsgenie", "generic"] as const;
export type SourceId = (typeof sourceIds)[number];

export const sources = { alertmanager, grafana, opsgenie, generic } satisfies Record<SourceId, AlertSource>;

export const isSourceId = (id: string): id is SourceId => Object.hasOwn(sources, id);

/** The source with this id, or null. */
export const findSource = (id: string): AlertSource | null => (isSourceId(id) ? sources[id] : null);

/** What the browser may know of every source, in the order in which they are offered. */
export const sourceInfos = (): SourceInfo[] =>
  sourceIds.map((id) => {
    const { name, resolves, summary, documentationUrl } = sources[id].manifest;
    return { id, name, resolves, summary, documentationUrl };
  });
