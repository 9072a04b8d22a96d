import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { entrancePath, getSessionActor, homePath } from "@/server/auth";

/** The address itself: to the organization last opened, or to the way in. */
export default async function StartPage() {
  const given = await headers();
  const actor = await getSessionActor(given);
  redirect(actor ? await homePath(actor) : await entrancePath(given));
}
