import { ButtonLink } from "@/components/ui/button";
import { CodeBlock } from "@/components/ui/code-block";
import { EmptyState } from "@/components/ui/empty-state";

/** The first page of a new organization: one step, and what it looks like. */
export function NothingConnected({ slug, origin }: { slug: string; origin: string }) {
  const example = [
    `curl ${origin}/webhook/generic \\`,
    `  -H "X-Api-Key: aik_…" \\`,
    `  --json '{"title": "Checkout is slow"}'`,
  ].join("\n");
  return (
    <EmptyState
      title="No tool sends alerts here yet."
      description="Connect one, and its alerts become incidents on this page, without a reload."
      action={
        <ButtonLink href={`/${slug}/integrations`} variant="primary">
          Connect a tool
        </ButtonLink>
      }
      example={<CodeBlock title="By hand, with an integration’s key" code={example} wrap />}
    />
  );
}
