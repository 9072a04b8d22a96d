import type { Metadata } from "next";
import { LogoMark } from "@/components/layout/logo";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <EmptyState
        icon={<LogoMark className="size-8" />}
        title={<h1>There is nothing at this address.</h1>}
        description="It was deleted, the link is wrong, or it belongs to an organization that you are not a member of."
        action={
          <ButtonLink href="/" variant="primary">
            Start page
          </ButtonLink>
        }
      />
    </main>
  );
}
