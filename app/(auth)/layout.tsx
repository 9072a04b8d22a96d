import type { ReactNode } from "react";
import { Logo } from "@/components/layout/logo";

/** One narrow column: the way in has nothing to look at but the next step. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-4 pt-8 pb-10 md:pt-[12dvh]">
      <Logo className="mb-8" />
      {children}
    </main>
  );
}
