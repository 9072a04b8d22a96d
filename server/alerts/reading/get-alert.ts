import { NotFoundError, query } from "@/server/kernel";
import { episodesOf } from "../queries";
import { AlertDetail, AlertId } from "../schema";
import { findListItem } from "./list-queries";

export const getAlert = query(
  {
    name: "alerts.get",
    summary: "One alert with its incident and the other episodes of the same problem",
    scope: "organization",
    can: "alerts:read",
    input: AlertId,
    output: AlertDetail,
    rest: { method: "GET", path: "/alerts/{id}" },
    example: (fixture) => ({ id: fixture.alert.id }),
  },
  async ({ tx }, { id }) => {
    const alert = await findListItem(tx, id);
    if (!alert) throw new NotFoundError("The alert");
    return { ...alert, episodes: await episodesOf(tx, id) };
  },
);
