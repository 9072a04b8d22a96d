import type { Metadata } from "next";
import Link from "next/link";
import { Introduction } from "@/components/docs/introduction";
import { type Document, groupsOf } from "@/components/docs/open-api";
import { OperationView } from "@/components/docs/operation-view";
import { Reference } from "@/components/docs/reference";
import { Logo } from "@/components/layout/logo";
import { ThemeToggle } from "@/components/layout/theme-toggle";
import { openApiDocument } from "@/server/api/openapi";
import { allVerbs } from "@/server/api/verbs";
import { environment } from "@/server/env";

// The address in the examples is the deployment's, not the build's.
export const dynamic = "force-dynamic";
export const metadata: Metadata = {
  title: "API",
  description: "Every operation of the REST API, with its parameters, its answer and an example.",
};

export default function ApiReferencePage() {
  const document = openApiDocument(allVerbs, environment().publicUrl) as unknown as Document;
  const baseUrl = document.servers[0]?.url ?? "/api";
  const groups = groupsOf(document).map((group) => ({
    id: group.id,
    title: group.title,
    entries: group.entries.map((entry) => {
      const { method, path, operation } = entry;
      const { operationId, summary, description } = operation;
      const names = operation.parameters.map(({ name }) => name);
      return {
        id: entry.id,
        method,
        path,
        summary,
        words: [method, path, operationId, summary, description, group.title, ...names]
          .join(" ")
          .toLowerCase(),
        view: <OperationView entry={entry} baseUrl={baseUrl} />,
      };
    }),
  }));
  return (
    <>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-line border-b bg-canvas px-4 md:px-6">
        <Link href="/" className="rounded">
          <Logo className="flex" />
        </Link>
        <span className="text-secondary text-table">API reference</span>
        <ThemeToggle className="ml-auto" />
      </header>
      <main id="main" className="mx-auto w-full max-w-[1440px] px-4 pt-4 pb-16 md:px-6 lg:pt-0">
        <Reference groups={groups} intro={<Introduction baseUrl={baseUrl} />} />
      </main>
    </>
  );
}
