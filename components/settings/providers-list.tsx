"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { StatusMark } from "@/components/ui/status-mark";
import type { Profile } from "@/server/auth/schema";
import { useChange } from "./use-change";

export type ProvidersListProps = {
  providers: Profile["providers"];
  /** A server action: reads `provider` and `next` of the form, leads to the service and comes back linked. */
  linkProvider: (form: FormData) => Promise<void>;
};

export function ProvidersList({ providers, linkProvider }: ProvidersListProps) {
  return (
    <ul aria-label="Sign-in services" className="divide-y divide-line border-line border-y">
      {providers.map((provider) => (
        <ProviderRow key={provider.id} provider={provider} linkProvider={linkProvider} />
      ))}
    </ul>
  );
}

type ProviderRowProps = {
  provider: Profile["providers"][number];
  linkProvider: ProvidersListProps["linkProvider"];
};

function ProviderRow({ provider, linkProvider }: ProviderRowProps) {
  const { client, change } = useChange("auth");
  const pathname = usePathname();
  const [linking, setLinking] = useState(false);
  return (
    <li className="flex min-h-11 items-center gap-3 py-1.5">
      <span className="min-w-0 flex-1 truncate font-medium text-table">{provider.name}</span>
      {provider.isLinked ? (
        <>
          <StatusMark status="active" word="Linked" />
          <ConfirmDialog
            trigger={<Button size="sm">Unlink</Button>}
            title={`Unlink ${provider.name}?`}
            description="It no longer signs you in. You can link it again at any time."
            confirm="Unlink"
            danger={false}
            onConfirm={() => change(() => client.auth.unlinkProvider.mutate({ provider: provider.id }))}
          />
        </>
      ) : (
        <form
          action={async (form) => {
            setLinking(true);
            await linkProvider(form);
          }}
        >
          <input type="hidden" name="provider" value={provider.id} />
          <input type="hidden" name="next" value={pathname} />
          <Button type="submit" size="sm" loading={linking}>
            Link
          </Button>
        </form>
      )}
    </li>
  );
}
