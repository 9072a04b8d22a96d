import type { IntegrationRow } from "./queries";
import type { IntegrationSetup } from "./schema";
import { findSource } from "./sources/registry";

/** Where this deployment is reached from outside, without a slash at its end. */
const publicUrl = (): string =>
  (process.env.APP_URL || process.env.AUTH_URL || `http://localhost:${process.env.PORT || 3000}`).replace(
    /\/+$/,
    "",
  );

/** Steps with `{key}` where the key goes: it is shown once, at its making, and not kept. */
export function setupOf(integration: Pick<IntegrationRow, "source" | "name">): IntegrationSetup {
  const url = `${publicUrl()}/webhook/${integration.source}`;
  const steps =
    findSource(integration.source)?.manifest.setup({
      url,
      key: "{key}",
      integrationName: integration.name,
    }) ?? [];
  return { url, steps };
}
