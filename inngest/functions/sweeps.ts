import { QUIET_SWEEP } from "@/server/incidents";
import type { Sweep } from "../sweep";
import { resolveQuiet } from "./incidents/resolve-quiet";

/** Every sweep there is, by the name under which rooms note its due work. */
export const sweeps: Record<string, Sweep> = { [QUIET_SWEEP]: resolveQuiet };
