import {
  changePassword,
  getProfile,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  unlinkProvider,
  updateProfile,
} from "@/server/auth";

export const authVerbs = {
  getProfile,
  updateProfile,
  changePassword,
  unlinkProvider,
  listSessions,
  revokeSession,
  revokeOtherSessions,
} as const;
