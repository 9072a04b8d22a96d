import { listAudit } from "@/server/audit";

export const auditVerbs = { listAudit } as const;
