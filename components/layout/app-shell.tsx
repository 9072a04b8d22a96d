import { cookies } from "next/headers";
import { NowProvider } from "@/components/ui/now";
import { RAIL_COOKIE } from "./rail-cookie";
import { ShellFrame } from "./shell-frame";
import type { AppShellProps } from "./shell-props";

/** What surrounds every page of an organization. Rendered by the server, the rail already as wide as it was left. */
export async function AppShell(props: AppShellProps) {
  const jar = await cookies();
  return (
    <NowProvider now={Date.now()}>
      <ShellFrame {...props} collapsed={jar.get(RAIL_COOKIE)?.value === "collapsed"} />
    </NowProvider>
  );
}
