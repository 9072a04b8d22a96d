import { z } from "zod";

export const MIN_PASSWORD = 12;
const password = z
  .string()
  .min(MIN_PASSWORD, `Use at least ${MIN_PASSWORD} characters; four or five random words do well.`)
  .max(200);
const personName = z.string().trim().min(1, "Say how you are called.").max(100);
const email = z.string().trim().toLowerCase().max(254).pipe(z.email("This is not an e-mail address."));

export const SignInInput = z.object({ email, password: z.string().min(1, "Type your password.").max(200) });
export const SignUpInput = z.object({ name: personName, email, password });
export type SignUpInput = z.infer<typeof SignUpInput>;
/** The address comes from the invitation and cannot be another. */
export const SignUpByInvitationInput = z.object({ name: personName, password });
export const EnterByLinkInput = z.object({ name: personName.optional(), password: password.optional() });
export const MailLinkInput = z.object({ email });

export const signInMethods = ["password", "email", "link", "demo", "github", "google", "oidc"] as const;
export const SignInMethod = z.enum(signInMethods);
export type SignInMethod = z.infer<typeof SignInMethod>;

export const providerIds = ["github", "google", "oidc"] as const;
export const ProviderId = z.enum(providerIds);
export type ProviderId = z.infer<typeof ProviderId>;
export const ProviderInfo = z.object({ id: ProviderId, name: z.string() });
export type ProviderInfo = z.infer<typeof ProviderInfo>;

export const Session = z.object({
  id: z.uuid(),
  isCurrent: z.boolean(),
  method: SignInMethod,
  userAgent: z.string().nullable(),
  address: z.string().nullable().describe("As the sign-in's request named it."),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date().describe("30 days after it was last seen."),
});
export type Session = z.infer<typeof Session>;
export const SessionPage = z.object({ items: z.array(Session), nextCursor: z.string().nullable() });
export const SessionId = z.object({ id: z.uuid() });

export const Profile = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  isEmailVerified: z.boolean(),
  hasPassword: z.boolean(),
  isDemo: z.boolean(),
  providers: z
    .array(ProviderInfo.extend({ isLinked: z.boolean() }))
    .describe("Sign-in services the operator has configured, and those linked earlier."),
});
export type Profile = z.infer<typeof Profile>;
export const UpdateProfileInput = z.object({ name: personName });
export const ChangePasswordInput = z.object({
  currentPassword: z.string().max(200).optional().describe("Needed where there is one."),
  newPassword: password,
});
export const UnlinkProviderInput = z.object({ provider: ProviderId });
