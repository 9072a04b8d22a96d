import { correlatePending } from "@/server/correlation";

export const correlationVerbs = { correlatePending } as const;
