"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { z } from "zod";
import { signIn, signOut } from "@/app/api/auth/next-auth";
import { requestIdOf } from "@/server/api/request";
import {
  actorOfUser,
  canMail,
  configuredProviders,
  enterByLink,
  enterDemo,
  getSessionActor,
  homePath,
  returnPath,
  type SignInResult,
  signInWithPassword,
  signUpByInvitation,
  signUpWithPassword,
} from "@/server/auth";
import {
  EnterByLinkInput,
  MailLinkInput,
  SignInInput,
  SignUpByInvitationInput,
  SignUpInput,
} from "@/server/auth/schema";
import { DomainError, execute } from "@/server/kernel";
import { acceptInvitation, createOrganization } from "@/server/tenancy";
import { CreateOrganizationInput } from "@/server/tenancy/schema";
import type { FormState } from "./_parts/form-state";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
};

const SECRET = new Set(["password"]);
/** What was typed, to be shown again; without secrets and without what Next adds. */
const typed = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) =>
      typeof value === "string" && !SECRET.has(name) && !name.startsWith("$") ? [[name, value]] : [],
    ),
  );

type Read<S extends z.ZodType> = { input: z.output<S>; state: null } | { input: null; state: FormState };

/** A form's fields through their schema; an empty optional field counts as left out. */
function read<S extends z.ZodType>(schema: S, form: FormData): Read<S> {
  const given = Object.fromEntries([...form].filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return { input: parsed.data, state: null };
  const issues = Object.fromEntries(
    parsed.error.issues.map((issue) => [
      String(issue.path[0] ?? ""),
      issue.code === "invalid_type" ? "Fill this in." : issue.message,
    ]),
  );
  return { input: null, state: { issues, values: typed(form) } };
}

/** Opens the session a ticket stands for and goes on; a refusal is shown in the form. */
async function enter(result: SignInResult, form: FormData, next: string | null): Promise<FormState> {
  if (!result.ok) return { message: result.message, values: typed(form) };
  const redirectTo = next ?? (await homePath(await actorOfUser(result.userId)));
  await signIn("ticket", { ticket: result.ticket, redirectTo });
  return {};
}

export async function signInByPassword(_: FormState, form: FormData): Promise<FormState> {
  const { input, state } = read(SignInInput, form);
  if (state) return state;
  return enter(await signInWithPassword(input, await headers()), form, returnPath(textOf(form, "next")));
}

export async function signUp(_: FormState, form: FormData): Promise<FormState> {
  const { input, state } = read(SignUpInput, form);
  if (state) return state;
  return enter(await signUpWithPassword(input, await headers()), form, returnPath(textOf(form, "next")));
}

/** Makes an account for the invited address and joins at once: one form, one step. */
export async function signUpAndJoin(_: FormState, form: FormData): Promise<FormState> {
  const { input, state } = read(SignUpByInvitationInput, form);
  if (state) return state;
  const token = textOf(form, "token");
  const result = await signUpByInvitation({ ...input, token }, await headers());
  if (!result.ok) return enter(result, form, null);
  const joined = await join(token, result.userId);
  return enter(result, form, joined.path);
}

async function join(token: string, userId: string): Promise<{ path: string | null; message?: string }> {
  try {
    const actor = await actorOfUser(userId);
    const requestId = requestIdOf(await headers());
    const { organization } = await execute(acceptInvitation, { token }, { actor, requestId });
    return { path: `/${organization.slug}` };
  } catch (error) {
    if (error instanceof DomainError) return { path: null, message: error.message };
    throw error;
  }
}

export async function joinOrganization(_: FormState, form: FormData): Promise<FormState> {
  const token = textOf(form, "token");
  const actor = await getSessionActor(await headers());
  if (!actor) redirect(`/sign-in?next=${encodeURIComponent(`/invitation/${token}`)}`);
  const { path, message } = await join(token, actor.userId);
  if (path) redirect(path);
  return message ? { message } : {};
}

export async function mailLink(_: FormState, form: FormData): Promise<FormState> {
  const { input, state } = read(MailLinkInput, form);
  if (state) return state;
  if (!canMail()) return { message: "Mail is not configured here. Sign in another way." };
  const redirectTo = returnPath(textOf(form, "next")) ?? "/";
  const answer: string = await signIn("email", { email: input.email, redirectTo, redirect: false });
  const { pathname, search } = new URL(answer, "http://here");
  // next-auth leads over a page of its own to ours: straight there instead.
  redirect(pathname.startsWith("/api/auth/verify-request") ? "/verify" : `${pathname}${search}`);
}

/** Leads to a sign-in service; for somebody signed in it connects that service to their account. */
export async function continueWithProvider(form: FormData): Promise<void> {
  const provider = configuredProviders().find(({ id }) => id === textOf(form, "provider"));
  if (!provider) redirect("/sign-in");
  await signIn(provider.id, { redirectTo: returnPath(textOf(form, "next")) ?? "/" });
}

export async function lookAround(_: FormState, form: FormData): Promise<FormState> {
  return enter(await enterDemo(await headers()), form, null);
}

export async function enterByOperatorLink(_: FormState, form: FormData): Promise<FormState> {
  const { input, state } = read(EnterByLinkInput, form);
  if (state) return state;
  return enter(await enterByLink(textOf(form, "ticket"), input), form, null);
}

export async function foundOrganization(_: FormState, form: FormData): Promise<FormState> {
  const { input, state } = read(CreateOrganizationInput, form);
  if (state) return state;
  const given = await headers();
  const actor = await getSessionActor(given);
  if (!actor) redirect("/sign-in?next=/welcome");
  let slug: string;
  try {
    slug = (await execute(createOrganization, input, { actor, requestId: requestIdOf(given) })).slug;
  } catch (error) {
    if (error instanceof DomainError) return { message: error.message, values: typed(form) };
    throw error;
  }
  redirect(`/${slug}`);
}

/** Signs out and comes back to a page of the way in. */
export async function signOutTo(form: FormData): Promise<void> {
  await signOut({ redirectTo: returnPath(textOf(form, "next")) ?? "/sign-in" });
}
