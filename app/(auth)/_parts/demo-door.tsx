import { lookAround } from "../actions";
import { AuthForm } from "./auth-form";

/** One click into the demo. Shown only to a browser on the machine that runs it. */
export function DemoDoor() {
  return (
    <section aria-labelledby="demo-title" className="mb-6 rounded-lg border border-line bg-sunken p-4">
      <h2 id="demo-title" className="font-medium text-base">
        Look around first
      </h2>
      <p className="mt-1 mb-3 text-secondary text-table">
        A demo organization with a small production: alerts arrive, incidents open and end. Nothing to set up,
        no password.
      </p>
      <AuthForm action={lookAround} fields={[]} submit="Open the demo" variant="secondary" />
    </section>
  );
}
