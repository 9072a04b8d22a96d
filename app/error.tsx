"use client";

import { useEffect } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  useEffect(() => {
    document.title = "Page failed · AIOps";
  }, []);
  return (
    <main className="grid min-h-[70dvh] place-items-center">
      <ErrorState
        title="This page could not be shown."
        description="The server failed while it put the page together. Nothing you did was lost. Try again; if it stays, give the reference below to whoever runs the server."
        onRetry={retry}
        action={<ButtonLink href="/">Start page</ButtonLink>}
        reference={reference}
      />
    </main>
  );
}
