import { z } from "zod";
import { roles } from "../kernel/permissions";

export const MemberRole = z.enum(roles);
export type MemberRole = z.infer<typeof MemberRole>;

const limit = z.coerce.number().int().min(1).max(200).default(50);
const cursor = z.string().max(500).optional();
const nextCursor = z.string().nullable();
const name = z.string().trim().min(1).max(100);
export const PageInput = z.object({ limit, cursor });

const quietMinutes = z
  .number()
  .int()
  .min(0)
  .max(1440)
  .describe("How long all alerts must have been clear before an incident resolves; 0 resolves at once.");
const reopenMinutes = z
  .number()
  .int()
  .min(0)
  .max(10_080)
  .describe("How long after its end an incident is reopened by an alert that fires again.");
const correlationWindowMinutes = z
  .number()
  .int()
  .min(1)
  .max(1440)
  .describe("How long after its last new alert an incident takes in further ones.");

/** Settings of an organization; what a stored row lacks takes its default here. */
export const OrganizationSettings = z.object({
  quietMinutes: quietMinutes.default(5),
  reopenMinutes: reopenMinutes.default(30),
  correlationWindowMinutes: correlationWindowMinutes.default(5),
});
export type OrganizationSettings = z.infer<typeof OrganizationSettings>;

export const Organization = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string().describe("Its place in addresses; it never changes."),
  settings: OrganizationSettings,
  isDemo: z.boolean(),
  createdAt: z.date(),
});
export type Organization = z.infer<typeof Organization>;

export const MyOrganization = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  role: MemberRole,
  isDemo: z.boolean(),
});
export type MyOrganization = z.infer<typeof MyOrganization>;
export const MyOrganizations = z.object({
  items: z.array(MyOrganization),
  nextCursor,
  mayCreate: z
    .boolean()
    .describe("Whether the operator lets people create an organization; the demo's person signs up first."),
});

export const CreateOrganizationInput = z.object({ name });
export const UpdateOrganizationInput = z.object({
  name: name.optional(),
  settings: z
    .strictObject({
      quietMinutes: quietMinutes.optional(),
      reopenMinutes: reopenMinutes.optional(),
      correlationWindowMinutes: correlationWindowMinutes.optional(),
    })
    .optional(),
});
export const DeleteOrganizationInput = z.object({
  id: z.uuid().describe("The organization, so that a tab left open on another one deletes nothing."),
  confirmName: z.string().describe("The organization's name, typed, because nothing brings it back."),
});

export const Member = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: MemberRole,
  createdAt: z.date().describe("When they joined."),
});
export type Member = z.infer<typeof Member>;
export const MemberPage = z.object({ items: z.array(Member), nextCursor });
export const MemberId = z.object({ userId: z.uuid() });
export const UpdateMemberInput = z.object({ userId: z.uuid(), role: MemberRole });

export const Team = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  memberCount: z.number().int(),
  createdAt: z.date(),
});
export type Team = z.infer<typeof Team>;
export const TeamPage = z.object({ items: z.array(Team), nextCursor });
export const TeamId = z.object({ id: z.uuid() });
export const CreateTeamInput = z.object({ name });
export const UpdateTeamInput = z.object({ id: z.uuid(), name });

export const TeamMember = z.object({
  teamId: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role: MemberRole.describe("Raises the person's role for this team's own things; it never lowers it."),
  joinedAt: z.date(),
});
export type TeamMember = z.infer<typeof TeamMember>;
export const TeamMemberPage = z.object({ items: z.array(TeamMember), nextCursor });
export const ListTeamMembersInput = PageInput.extend({ id: z.uuid() });
export const SetTeamMemberInput = z.object({
  id: z.uuid().describe("The team."),
  userId: z.uuid(),
  role: MemberRole.default("member"),
});
export const RemoveTeamMemberInput = z.object({ id: z.uuid().describe("The team."), userId: z.uuid() });

export const invitationStates = ["pending", "accepted", "expired", "revoked"] as const;
export const InvitationState = z.enum(invitationStates);
export type InvitationState = z.infer<typeof InvitationState>;
export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  role: MemberRole,
  state: InvitationState,
  invitedBy: z.string(),
  createdAt: z.date(),
  expiresAt: z.date(),
});
export type Invitation = z.infer<typeof Invitation>;
export const InvitationPage = z.object({ items: z.array(Invitation), nextCursor });
export const InvitationId = z.object({ id: z.uuid() });
export const CreateInvitationInput = z.object({
  email: z.string().trim().toLowerCase().max(254).pipe(z.email()),
  role: MemberRole.default("member"),
});
export const CreatedInvitation = z.object({
  invitation: Invitation,
  link: z.string().describe("For this address alone, once, within 7 days. Shown once."),
});
export const InvitationToken = z.object({ token: z.string().min(1).max(100) });
export const InvitationPreview = z.object({
  organizationName: z.string(),
  email: z.string(),
  role: MemberRole,
  state: InvitationState,
  invitedBy: z.string(),
  expiresAt: z.date(),
  hasAccount: z.boolean().describe("Whether the invited address can sign in already."),
});
export type InvitationPreview = z.infer<typeof InvitationPreview>;
export const AcceptedInvitation = z.object({ organization: MyOrganization });

export const SavedView = z.object({
  id: z.uuid(),
  room: z.string(),
  name: z.string(),
  query: z.string().describe("The list's query string, without the question mark."),
  teamId: z.uuid().nullable().describe("Null for a view of one's own."),
  createdAt: z.date(),
});
export type SavedView = z.infer<typeof SavedView>;
const room = z.string().regex(/^[a-z][a-z-]{0,39}$/, "is the name of a page, like alerts");
export const ListSavedViewsInput = PageInput.extend({ room: room.optional() });
export const SavedViewPage = z.object({ items: z.array(SavedView), nextCursor });
export const SaveViewInput = z.object({
  room,
  name: z.string().trim().min(1).max(60),
  query: z.string().max(2000),
  teamId: z.uuid().nullish().describe("Given, the view is the team's."),
});
export const SavedViewId = z.object({ id: z.uuid() });
