import { updatesSince } from "@/server/incidents";

export const updatesVerbs = { since: updatesSince } as const;
