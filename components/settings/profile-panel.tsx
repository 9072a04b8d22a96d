"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { errorMessage } from "@/components/api/error-message";
import { useTRPC } from "@/components/api/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { DefinitionList } from "@/components/ui/definition-list";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Section } from "@/components/ui/section";
import { notify } from "@/components/ui/toast";
import type { Profile } from "@/server/auth/schema";
import { PasswordForm } from "./password-form";
import { ProvidersList, type ProvidersListProps } from "./providers-list";
import { saidBy, useChange } from "./use-change";

type ProfilePanelProps = Pick<ProvidersListProps, "linkProvider">;

/** What belongs to the person rather than to the organization: name, ways in, password. */
export function ProfilePanel({ linkProvider }: ProfilePanelProps) {
  const trpc = useTRPC();
  const found = useQuery(trpc.auth.getProfile.queryOptions({}));
  if (found.isError)
    return (
      <ErrorState
        title="Your account could not be read."
        description={errorMessage(found.error)}
        onRetry={() => void found.refetch()}
        retrying={found.isFetching}
      />
    );
  if (!found.data) return null;
  const profile = found.data;
  if (profile.isDemo)
    return (
      <Banner tone="neutral" title="You are in the demo as its only person.">
        It has no password and keeps its name. Sign up to have an account of your own.
      </Banner>
    );
  return (
    <div className="max-w-3xl space-y-8">
      <NameSection profile={profile} />
      {profile.providers.length > 0 ? (
        <Section
          title="Sign-in services"
          description="A linked service signs you in to this account. An equal e-mail address alone never does."
        >
          <ProvidersList providers={profile.providers} linkProvider={linkProvider} />
        </Section>
      ) : null}
      <Section
        title="Password"
        boxed
        description={profile.hasPassword ? undefined : "You have none: you sign in by link or service."}
      >
        <PasswordForm hasPassword={profile.hasPassword} email={profile.email} />
      </Section>
    </div>
  );
}

function NameSection({ profile }: { profile: Profile }) {
  const router = useRouter();
  const { client, change } = useChange("auth");
  const [name, setName] = useState(profile.name);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const isChanged = name.trim() !== "" && name.trim() !== profile.name;

  async function save(event: FormEvent) {
    event.preventDefault();
    if (!isChanged || busy) return;
    setBusy(true);
    setError(null);
    try {
      await change(() => client.auth.updateProfile.mutate({ name: name.trim() }));
      router.refresh();
      void notify("Your name is changed, in every organization.");
    } catch (cause) {
      setError(saidBy(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section title="You" boxed>
      <div className="space-y-4">
        <form onSubmit={save} className="flex flex-wrap items-end gap-2">
          <Field label="Name" error={error} className="min-w-0 flex-1 basis-60">
            <Input
              value={name}
              maxLength={100}
              autoComplete="name"
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Button type="submit" disabled={!isChanged} loading={busy}>
            Rename
          </Button>
        </form>
        <DefinitionList items={[{ term: "E-mail", value: <bdi>{profile.email}</bdi> }]} />
      </div>
    </Section>
  );
}
