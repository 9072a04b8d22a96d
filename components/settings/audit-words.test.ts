import { expect, it } from "vitest";
import { actionInWords } from "./audit-words";

it.each([
  ["tenancy.updateMember", "Updated member"],
  ["tenancy.setTeamMember", "Set team member"],
  ["incidents.split", "Split"],
  ["apiKeys.revokeKey", "Revoked key"],
  ["incidents.addAlerts", "Added alerts"],
  ["deliveries.replay", "Replayed"],
])("says %s in words", (action, words) => {
  expect(actionInWords(action)).toBe(words);
});
