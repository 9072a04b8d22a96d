import type { UserActor } from "@/server/kernel";
import { signOutTo } from "../actions";
import { linkClass } from "./heading";

/** Who one is, and the way to be somebody else; `next` is where signing out leads. */
export function SignedInAs({ actor, next }: { actor: UserActor; next?: string }) {
  return (
    <form action={signOutTo} className="mt-6 text-secondary text-table">
      <input type="hidden" name="next" value={next ?? ""} />
      Signed in as <bdi>{actor.email}</bdi>.{" "}
      <button type="submit" className={`finger ${linkClass}`}>
        Sign out
      </button>
    </form>
  );
}
