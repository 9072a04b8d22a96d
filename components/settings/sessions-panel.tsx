"use client";

import { useQuery } from "@tanstack/react-query";
import { LogOut } from "lucide-react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { plural } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { notify } from "@/components/ui/toast";
import type { Session, SignInMethod } from "@/server/auth/schema";
import { useChange } from "./use-change";
import { describeUserAgent } from "./user-agent";

const methods: Record<SignInMethod, string> = {
  password: "password",
  email: "link by e-mail",
  link: "sign-in link",
  demo: "demo",
  github: "GitHub",
  google: "Google",
  oidc: "single sign-on",
};

export function SessionsPanel() {
  const trpc = useTRPC();
  const list = useQuery(trpc.auth.listSessions.queryOptions({}));
  const sessions = list.data?.items ?? [];
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;
  return (
    <Section
      title="Where you are signed in"
      count={list.data ? sessions.length : undefined}
      action={others > 0 ? <SignOutOthers others={others} /> : undefined}
    >
      {list.isPending ? <SkeletonRows rows={2} /> : null}
      {list.isError ? (
        <ErrorState
          title="Your sessions could not be read."
          description={errorMessage(list.error)}
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : null}
      <ul aria-label="Sessions" className="divide-y divide-line border-line border-y empty:hidden">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Section>
  );
}

function SignOutOthers({ others }: { others: number }) {
  const { client, change } = useChange("auth");
  return (
    <ConfirmDialog
      trigger={<Button size="sm">Sign out all others</Button>}
      title={`Sign out ${plural(others, "other browser")}?`}
      description="Within ten seconds they have to sign in again. This browser stays signed in."
      confirm="Sign out others"
      cancel="Cancel"
      onConfirm={async () => {
        const { revoked } = await change(() => client.auth.revokeOtherSessions.mutate({}));
        void notify(`${plural(revoked, "browser")} signed out.`);
      }}
    />
  );
}

function SessionRow({ session }: { session: Session }) {
  const { client, change } = useChange("auth");
  const name = describeUserAgent(session.userAgent);
  return (
    <li className="flex min-h-13 items-center gap-3 py-2">
      <span className="min-w-0 flex-1">
        <span className="flex items-center gap-1.5 font-medium text-table">
          <span title={session.userAgent ?? undefined} className="truncate">
            {name}
          </span>
          {session.isCurrent ? <Badge tone="accent">this browser</Badge> : null}
        </span>
        <span className="flex flex-wrap gap-x-3 text-meta text-secondary">
          {session.isCurrent ? null : (
            <span>
              seen <RelativeTime at={session.lastSeenAt} />
            </span>
          )}
          {session.address ? <span className="font-mono">{session.address}</span> : null}
          <span>
            signed in by {methods[session.method]} <RelativeTime at={session.createdAt} />
          </span>
          <span>
            ends <RelativeTime at={session.expiresAt} /> without use
          </span>
        </span>
      </span>
      {session.isCurrent ? null : (
        <ConfirmDialog
          trigger={
            <IconButton label={`Sign out ${name}`}>
              <LogOut />
            </IconButton>
          }
          title={`Sign out ${name}?`}
          description="Within ten seconds it has to sign in again."
          confirm="Sign out"
          cancel="Cancel"
          onConfirm={() => change(() => client.auth.revokeSession.mutate({ id: session.id }))}
        />
      )}
    </li>
  );
}
