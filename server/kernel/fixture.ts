/**
 * What the generated isolation tests prepare once per organization, and what a verb's `example` may point at.
 * Upper rooms' nouns appear here as ids only: the kernel knows their names, not their shapes.
 */
export type Fixture = {
  organization: { id: string; slug: string; name: string };
  user: { id: string; email: string };
  otherUser: { id: string; email: string };
  /** The secret of `invitation`, as its link carries it; it is bound to an address that has no account. */
  invitationToken: string;
} & Record<FixtureNoun, { id: string }>;

export const fixtureNouns = [
  "team",
  "invitation",
  "apiKey",
  "session",
  "integration",
  "delivery",
  "alert",
  "looseAlert",
  "incident",
  "otherIncident",
  "savedView",
] as const;
export type FixtureNoun = (typeof fixtureNouns)[number];
