import { configuredProviders } from "@/server/auth";
import { continueWithProvider } from "../actions";
import { PendingButton } from "./pending-button";

/** A button per sign-in service the operator has configured; nothing where there is none. */
export function ProviderButtons({ next, below = true }: { next: string | null; below?: boolean }) {
  const providers = configuredProviders();
  if (!providers.length) return null;
  return (
    <>
      <div className="space-y-2">
        {providers.map(({ id, name }) => (
          <form key={id} action={continueWithProvider}>
            <input type="hidden" name="provider" value={id} />
            <input type="hidden" name="next" value={next ?? ""} />
            <PendingButton>Continue with {name}</PendingButton>
          </form>
        ))}
      </div>
      {below ? (
        <div className="my-5 flex items-center gap-3 text-meta text-tertiary">
          <span className="h-px flex-1 bg-line" />
          or
          <span className="h-px flex-1 bg-line" />
        </div>
      ) : null}
    </>
  );
}
