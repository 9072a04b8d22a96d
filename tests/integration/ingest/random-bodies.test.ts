import fc from "fast-check";
import { expect, test } from "vitest";
import type { SourceId } from "@/server/integrations";
import { amAlert, amGroup, createTenant, createTestIntegration, post } from "./support";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    "\0",
    "\ud800",
    "\u{10ffff}",
    "\\u0000",
    "'; drop table alerts; --",
    "{}",
    "null",
    "x".repeat(9000),
    "ﷺ".repeat(3000),
  ),
);
const time = fc.oneof(
  fc.constantFrom(
    "2026-11-20T10:00:00Z",
    "2026-11-20T10:00:00+14:00",
    "0001-01-01T00:00:00Z",
    "275760-09-13T00:00:00Z",
    0,
    -1,
    1e300,
  ),
  text,
);
const map = fc.dictionary(text, fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null)), { maxKeys: 6 });
const alert = fc.record(
  {
    status: fc.constantFrom("firing", "resolved"),
    labels: map,
    annotations: map,
    startsAt: time,
    endsAt: time,
    fingerprint: text,
    generatorURL: text,
  },
  { requiredKeys: ["status", "labels"] },
);
const body: fc.Arbitrary<unknown> = fc.oneof(
  fc.array(alert, { maxLength: 5 }).map((list) => amGroup(list)),
  fc.array(
    fc.record(
      { title: text, severity: text, service: text, status: text, labels: map, startsAt: time, url: text },
      { requiredKeys: ["title"] },
    ),
    { maxLength: 5 },
  ),
  fc.jsonValue({ maxDepth: 4, noUnicodeString: false }),
);

test.each(["alertmanager", "generic"] as SourceId[])(
  "%s: whatever is sent is stored or refused, never a failure of ours",
  async (source) => {
    const tenant = await createTenant();
    const integration = await createTestIntegration(tenant, source);
    await fc.assert(
      fc.asyncProperty(body, async (value) => {
        const sent = await post(source, JSON.stringify(value), { key: integration.key });
        expect([202, 400]).toContain(sent.status);
        const { accepted, opened, repeated, resolved, ignored } = sent.body as Record<string, number>;
        if (sent.status === 202)
          expect([opened, repeated, resolved, ignored].reduce((a = 0, b = 0) => a + b, 0)).toBe(accepted);
      }),
      { numRuns: 150 },
    );
    const after = await post(source, source === "generic" ? { title: "Fine" } : amGroup([amAlert()]), {
      key: integration.key,
    });
    expect(after).toMatchObject({ status: 202, body: { opened: 1 } });
  },
  60_000,
);
