import { environment } from "@/server/env";
import { judgeDemoDoor } from "../core/demo-door";

/** Whether whoever sent these headers may enter the demo without a password. */
export function isDemoDoorOpen(headers: Headers): boolean {
  const { isDemo, host } = environment();
  return judgeDemoDoor({ isDemo, boundTo: host, headers: new Map(headers) }).open;
}
