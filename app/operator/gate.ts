import { cookies, headers } from "next/headers";
import { notFound } from "next/navigation";
import { OPERATOR_COOKIE, operatorAccess } from "./access";

/** Whether this request may see the operator's pages; where there is nobody to be, there is no page. */
export async function operatorGate(): Promise<"open" | "locked"> {
  const [sent, jar] = await Promise.all([headers(), cookies()]);
  const access = operatorAccess(sent, { cookie: jar.get(OPERATOR_COOKIE)?.value });
  if (access === "absent") notFound();
  return access;
}
