"use client";

import { useParams } from "next/navigation";
import { useEffect } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";

/** A page failed; the shell around it still works. */
export default function OrganizationError({ error, retry }: { error: unknown; retry: () => void }) {
  const { orgSlug } = useParams<{ orgSlug: string }>();
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  useEffect(() => {
    document.title = "Page failed · AIOps";
  }, []);
  return (
    <ErrorState
      title="This page could not be shown."
      description="The server failed while it put the page together. Nothing you did was lost. Try again; if it stays, give the reference below to whoever runs the server."
      onRetry={retry}
      action={<ButtonLink href={`/${orgSlug}`}>Overview</ButtonLink>}
      reference={reference}
    />
  );
}
