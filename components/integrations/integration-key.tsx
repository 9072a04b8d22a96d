"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { plural } from "@/components/ui/format";
import { notify } from "@/components/ui/toast";
import type { IntegrationDetail } from "@/server/integrations/schema";
import { useKeepNewKey } from "./new-key";

/** The key's first characters, and a way to another one. */
export function IntegrationKey({ integration }: { integration: IntegrationDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const keepKey = useKeepNewKey();
  const rotate = useMutation(trpc.integrations.rotateKey.mutationOptions());

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 text-table">
        {integration.keyPrefix ? (
          <>
            <span className="font-mono">{integration.keyPrefix}…</span>{" "}
            <span className="text-secondary">Only its first characters are kept.</span>
          </>
        ) : (
          <span className="text-secondary">It has no key of its own, so nothing can deliver with one.</span>
        )}
      </p>
      <ConfirmDialog
        trigger={<Button>{integration.keyPrefix ? "Rotate key" : "Make a key"}</Button>}
        title={`A new key for “${integration.name}”?`}
        description={
          integration.keyPrefix
            ? "The key of today works for 24 hours more. Put the new one into the tool before then, or its alerts are refused."
            : "It is shown once. Put it into the tool."
        }
        confirm={integration.keyPrefix ? "Rotate key" : "Make a key"}
        cancel="Not now"
        danger={false}
        onConfirm={async () => {
          const made = await rotate.mutateAsync({ id: integration.id });
          keepKey(integration.id, made.key);
          await queries.invalidateQueries({ queryKey: trpc.integrations.pathKey() });
          window.scrollTo({ top: 0 });
        }}
      />
    </div>
  );
}

/** Names what goes with it, because nothing brings it back. */
export function DeleteIntegration({ slug, integration }: { slug: string; integration: IntegrationDetail }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const remove = useMutation(trpc.integrations.delete.mutationOptions());
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 text-secondary text-table">
        Its key stops working at once, and what still fires from it expires.
      </p>
      <ConfirmDialog
        trigger={<Button variant="danger">Delete integration</Button>}
        title={
          <>
            Delete <bdi>“{integration.name}”</bdi>?
          </>
        }
        description={`${integration.sourceName} will be refused from now on, and its open alerts expire. Alerts and incidents of the past stay.`}
        confirm="Delete integration"
        onConfirm={async () => {
          const { closedAlerts } = await remove.mutateAsync({ id: integration.id });
          router.push(`/${slug}/integrations`);
          void queries.invalidateQueries({ queryKey: trpc.integrations.list.pathKey() });
          void queries.invalidateQueries({ queryKey: trpc.alerts.pathKey() });
          void notify(`Deleted “${integration.name}”.`, {
            description:
              closedAlerts > 0 ? `${plural(closedAlerts, "open alert")} expired with it.` : undefined,
          });
        }}
      />
    </div>
  );
}
