"use client";

import { errorMessage } from "@/components/api/error-message";
import { useTRPCClient } from "@/components/api/trpc";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Section } from "@/components/ui/section";

export function DeleteOrganization({ id, name }: { id: string; name: string }) {
  const client = useTRPCClient();
  return (
    <Section title="Delete the organization" boxed>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-md text-secondary text-table">
          Alerts, incidents, integrations, keys, people's memberships and the audit log go with it, at once
          and for good. Senders are answered 401 from then on.
        </p>
        <ConfirmDialog
          trigger={<Button>Delete organization…</Button>}
          title={
            <>
              Delete “<bdi>{name}</bdi>”?
            </>
          }
          description="Everything in it is deleted for everybody, and nothing brings it back. Monitoring tools that still send here are refused."
          confirm="Delete organization"
          typeToConfirm={name}
          onConfirm={async () => {
            try {
              await client.tenancy.deleteOrganization.mutate({ id, confirmName: name });
            } catch (error) {
              throw new Error(errorMessage(error));
            }
            // Nothing of it may stay in memory, so the whole page is left.
            window.location.assign("/");
          }}
        />
      </div>
    </Section>
  );
}
