import type { Metadata } from "next";
import { cookies } from "next/headers";
import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";
import { ThemeToggle } from "@/components/layout/theme-toggle";
import { Button } from "@/components/ui/button";
import { NowProvider } from "@/components/ui/now";
import { OPERATOR_COOKIE } from "./access";
import { lock } from "./actions";

export const metadata: Metadata = {
  title: { default: "Operator", template: "%s · Operator · AIOps" },
  robots: { index: false },
};

/** For whoever runs the server, outside every organization. */
export default async function OperatorLayout({ children }: { children: ReactNode }) {
  const hasCookie = (await cookies()).has(OPERATOR_COOKIE);
  return (
    <NowProvider now={Date.now()}>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-canvas px-4 md:px-6">
        <Link href="/operator" className="flex items-center gap-2 rounded">
          <Logo className="flex" />
          <span className="text-secondary text-table">Operator</span>
        </Link>
        <span className="ml-auto flex items-center gap-1">
          <ThemeToggle />
          {hasCookie ? (
            <form action={lock}>
              <Button type="submit" size="sm" variant="ghost">
                Lock
              </Button>
            </form>
          ) : null}
        </span>
      </header>
      <main id="main">{children}</main>
    </NowProvider>
  );
}
