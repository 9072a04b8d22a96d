"use client";

import { Ban, Ellipsis, RefreshCw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { Mark } from "@/components/ui/mark";
import { RelativeTime } from "@/components/ui/relative-time";
import { StatusMark } from "@/components/ui/status-mark";
import type { ApiKey, CreatedKey } from "@/server/api-keys/schema";
import { isDead, scopesInWords } from "./key-words";
import { useChange } from "./use-change";

export type KeyRowProps = { apiKey: ApiKey; slug: string; onRotated: (created: CreatedKey) => void };

export function KeyRow({ apiKey: key, slug, onRotated }: KeyRowProps) {
  const dead = isDead(key);
  return (
    <li className="lazy-row flex min-h-13 items-start gap-3 py-2">
      <span className="min-w-0 flex-1 space-y-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <bdi className={cn("truncate font-medium text-table", dead && "text-secondary")}>{key.name}</bdi>
          <span className="font-mono text-meta text-secondary">{key.prefix}…</span>
          <KeyState apiKey={key} />
        </span>
        <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-meta text-secondary">
          {key.kind === "api" ? (
            <span title={key.scopes.join(", ")}>{scopesInWords(key.scopes)}</span>
          ) : key.integrationId ? (
            <Link
              href={`/${slug}/integrations/${key.integrationId}`}
              className="text-accent-text underline underline-offset-2"
            >
              its integration
            </Link>
          ) : (
            <span>any source, until its first delivery</span>
          )}
          <span>
            made by <bdi>{key.createdBy}</bdi> <RelativeTime at={key.createdAt} />
          </span>
          <span>
            {key.lastUsedAt ? (
              <>
                used <RelativeTime at={key.lastUsedAt} />
              </>
            ) : (
              "never used"
            )}
          </span>
          {!dead && key.expiresAt && key.state === "active" ? (
            <span>
              expires <RelativeTime at={key.expiresAt} />
            </span>
          ) : null}
        </span>
        {key.lastRefusedAt ? <Refusal apiKey={key} at={key.lastRefusedAt} /> : null}
      </span>
      {dead ? null : <KeyMenu apiKey={key} onRotated={onRotated} />}
    </li>
  );
}

function KeyState({ apiKey: key }: { apiKey: ApiKey }) {
  if (key.state === "expiring")
    return (
      <span className="inline-flex items-center gap-1 text-meta text-secondary">
        <StatusMark status="waiting" word="Replaced" />
        {key.expiresAt ? (
          <span>
            ends <RelativeTime at={key.expiresAt} />
          </span>
        ) : null}
      </span>
    );
  return <StatusMark status={key.state} />;
}

/** A dead key that somebody still sends: the sender is broken and does not say so. */
function Refusal({ apiKey: key, at }: { apiKey: ApiKey; at: Date }) {
  return (
    <span className="flex items-start gap-1.5 text-meta text-warning-text">
      <Mark shape="triangle" className="mt-0.5 text-warning" />
      <span>
        Still sent and refused <RelativeTime at={at} />
        {key.lastRefusedFrom ? (
          <>
            {" "}
            from <span className="font-mono">{key.lastRefusedFrom}</span>
          </>
        ) : null}
        . Give that sender a new key.
      </span>
    </span>
  );
}

function KeyMenu({ apiKey: key, onRotated }: Omit<KeyRowProps, "slug">) {
  const { client, change } = useChange("apiKeys");
  const [asking, setAsking] = useState<"rotate" | "revoke" | null>(null);
  const close = (open: boolean) => {
    if (!open) setAsking(null);
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger>
          <IconButton label={`More for ${key.name}`}>
            <Ellipsis />
          </IconButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          {key.state === "active" ? (
            <DropdownMenuItem icon={<RefreshCw />} onSelect={() => setAsking("rotate")}>
              Rotate…
            </DropdownMenuItem>
          ) : null}
          <DropdownMenuItem icon={<Ban />} danger onSelect={() => setAsking("revoke")}>
            Revoke…
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <ConfirmDialog
        open={asking === "rotate"}
        onOpenChange={close}
        title={
          <>
            Rotate “<bdi>{key.name}</bdi>”?
          </>
        }
        description="You get a new secret with the same rights. The old one works for 24 hours more."
        confirm="Rotate key"
        danger={false}
        onConfirm={async () => {
          onRotated(await change(() => client.apiKeys.rotateKey.mutate({ id: key.id })));
        }}
      />
      <ConfirmDialog
        open={asking === "revoke"}
        onOpenChange={close}
        title={
          <>
            Revoke “<bdi>{key.name}</bdi>”?
          </>
        }
        description={
          <>
            Whoever sends it is refused at once, and nothing brings it back.{" "}
            {key.lastUsedAt ? (
              <>
                It was last used <RelativeTime at={key.lastUsedAt} />.
              </>
            ) : (
              "It was never used."
            )}
          </>
        }
        confirm="Revoke key"
        onConfirm={() => change(() => client.apiKeys.revokeKey.mutate({ id: key.id }))}
      />
    </>
  );
}
