import { Banner } from "@/components/ui/banner";
import { Code } from "@/components/ui/code-block";

const CLOUD = "https://app.inngest.com";

/** Runs, steps and failures are kept by whoever runs them. */
export function InngestNotice({ baseUrl }: { baseUrl: string | null }) {
  const address = baseUrl ?? CLOUD;
  return (
    <Banner tone="neutral" title="Inngest runs the jobs of this server.">
      Runs, steps and failures are on its dashboard:{" "}
      <a href={address} rel="noreferrer" className="text-accent-text underline underline-offset-2">
        {address}
      </a>
      . The outbox above is ours: it grows when Inngest does not take events.
    </Banner>
  );
}

export function NoDriverNotice() {
  return (
    <Banner tone="warning" title="No job driver runs in this process.">
      It is starting or stopping. <Code>/api/ready</Code> says when it is back.
    </Banner>
  );
}
