import { QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import { act, type ReactNode } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { makeQueryClient } from "@/components/api/query-client";
import { TRPCProvider } from "@/components/api/trpc";
import { press, render } from "@/components/testing/render";
import type { AppRouter } from "@/server/api/trpc";
import type { IncidentDetail } from "@/server/incidents/schema";
import { IncidentActions } from "./incident-actions";
import { IncidentPage } from "./incident-page";
import { alertOf, eventOf, incidentOf } from "./test-fixture";

const toasts = vi.hoisted(() => ({ notify: vi.fn(), notifyError: vi.fn(), notifyUndo: vi.fn() }));
vi.mock("@/components/ui/toast", () => toasts);
vi.mock("next/navigation", () => ({
  useParams: () => ({ orgSlug: "acme", id: "INC-42" }),
  useRouter: () => ({ push: vi.fn() }),
  usePathname: () => "/acme/incidents/INC-42",
}));

const viewer = { userId: "00000000-0000-7000-8000-000000000077", name: "Ann Lee", mayWrite: true };

type Answer = (path: string, input: unknown) => unknown;

let queries = makeQueryClient();

const tick = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));

/** Until nothing is asked any more, and what came is on the page. */
async function settle() {
  do await tick();
  while (queries.isFetching());
  await tick();
}

/** The page over a server that answers as told; queries of the incident give `incident` as it stands. */
async function show(incident: IncidentDetail, answer: Answer, who = viewer) {
  const asked: { path: string; input: unknown }[] = [];
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        if (op.type === "mutation") asked.push({ path: op.path, input: op.input });
        Promise.resolve()
          .then(() => answer(op.path, op.input))
          .then((data) => {
            observer.next({ result: { type: "data", data } });
            observer.complete();
          })
          .catch((error) => observer.error(error));
      });
  const client = createTRPCClient<AppRouter>({ links: [link] });
  queries = makeQueryClient();
  const Around = ({ children }: { children: ReactNode }) => (
    <NuqsTestingAdapter>
      <QueryClientProvider client={queries}>
        <TRPCProvider trpcClient={client} queryClient={queries}>
          <IncidentActions slug="acme" viewer={who}>
            {children}
          </IncidentActions>
        </TRPCProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>
  );
  const box = await render(
    <Around>
      <IncidentPage id={incident.reference} />
    </Around>,
  );
  await settle();
  return { box, asked };
}

const button = (box: ParentNode, name: string) =>
  [...box.querySelectorAll("button")].find((one) => one.textContent?.trim() === name);
const refusal = (message: string) =>
  TRPCClientError.from({ error: { message, code: -32009, data: { httpStatus: 409 } } } as never);

const reads =
  (incident: IncidentDetail, mutations: Answer = () => undefined): Answer =>
  (path, input) => {
    if (path === "incidents.get") return incident;
    if (path === "incidents.timeline") return { events: [eventOf(0, { title: "Incident opened" })] };
    return mutations(path, input);
  };

beforeEach(() => vi.clearAllMocks());

describe("the order of an incident", () => {
  test("is the order of the questions somebody woken at night asks", async () => {
    const incident = incidentOf({ previous: { id: "p", reference: "INC-7", title: "The same, last week" } });
    const { box } = await show(incident, reads(incident));
    const text = box.textContent ?? "";
    const places = [
      "Critical",
      "INC-42",
      "checkout · production",
      "Nobody has it",
      "HighErrorRate on checkout in production",
      "2 alerts fire.",
      "Acknowledge",
      "Probable cause",
      "Likely: Alert0",
      "Seen before",
      "INC-7",
      "Alerts2",
      "Timeline",
      "Incident opened",
    ].map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("rooms that do not exist leave no hole", async () => {
    const incident = incidentOf();
    const { box } = await show(incident, reads(incident));
    for (const absent of ["Escalate", "Suspect change", "Seen before", "Who was told"])
      expect(box.textContent).not.toContain(absent);
  });
});

test("what a tool sends stays text, and only web addresses lead anywhere", async () => {
  const hostile = "<img src=x onerror=alert(1)><script>alert(1)</script>";
  const incident = incidentOf({
    title: hostile,
    alerts: [
      alertOf(0, { alertName: hostile, sourceUrl: "javascript:alert(1)", annotations: { summary: hostile } }),
      alertOf(1, { sourceUrl: "https://prometheus.example.com/graph" }),
    ],
  });
  const { box } = await show(incident, reads(incident));
  expect(box.querySelector("img, script")).toBeNull();
  expect(box.querySelector("h1")?.textContent).toBe(hostile);
  const away = [...box.querySelectorAll<HTMLAnchorElement>('a[target="_blank"]')];
  expect(away.map((link) => link.getAttribute("href"))).toEqual(["https://prometheus.example.com/graph"]);
  expect(away[0]?.rel).toContain("noopener");
});

describe("acknowledging", () => {
  test("shows at once, asks nothing and can be undone", async () => {
    let stored = incidentOf();
    const answer = reads(stored, (path) => {
      if (path === "incidents.acknowledge")
        stored = {
          ...stored,
          status: "investigating",
          acknowledgedAt: new Date(),
          acknowledgedBy: "Ann Lee",
        };
      if (path === "incidents.unacknowledge")
        stored = { ...stored, status: "open", acknowledgedAt: null, acknowledgedBy: null };
      return stored;
    });
    const { box, asked } = await show(stored, (path, input) =>
      path === "incidents.get" ? stored : answer(path, input),
    );
    await act(async () => button(box, "Acknowledge")?.click());
    expect(box.textContent).toContain("Investigating");
    expect(button(box, "Acknowledge")).toBeUndefined();
    await settle();
    expect(toasts.notifyUndo).toHaveBeenCalledWith("INC-42 acknowledged", expect.any(Function));
    await act(async () => toasts.notifyUndo.mock.calls[0]?.[1]());
    await settle();
    expect(asked.map(({ path }) => path)).toEqual(["incidents.acknowledge", "incidents.unacknowledge"]);
    expect(box.textContent).toContain("Nobody has it");
    expect(button(box, "Acknowledge")).toBeDefined();
  });

  test("goes back when somebody was faster, in the server's words", async () => {
    const incident = incidentOf();
    const message = "Bob has acknowledged INC-42 already.";
    const { box } = await show(
      incident,
      reads(incident, () => {
        throw refusal(message);
      }),
    );
    await act(async () => button(box, "Acknowledge")?.click());
    await settle();
    expect(toasts.notifyError).toHaveBeenCalledWith(message);
    expect(toasts.notifyUndo).not.toHaveBeenCalled();
    expect(button(box, "Acknowledge")).toBeDefined();
    expect(box.textContent).toContain("Nobody has it");
  });

  test("is one key", async () => {
    const incident = incidentOf();
    const { asked } = await show(
      incident,
      reads(incident, () => incident),
    );
    await press("e");
    await settle();
    expect(asked).toEqual([{ path: "incidents.acknowledge", input: { id: incident.id } }]);
  });

  test("is not offered to who only reads, and says why", async () => {
    const incident = incidentOf();
    const { box, asked } = await show(incident, reads(incident), { ...viewer, mayWrite: false });
    expect(button(box, "Acknowledge")?.disabled).toBe(true);
    expect(box.textContent).toContain("Your role reads incidents.");
    await press("e");
    expect(asked).toEqual([]);
  });
});

test("resolving names the incident before it does", async () => {
  const incident = incidentOf();
  const { box, asked } = await show(
    incident,
    reads(incident, () => incident),
  );
  await act(async () => button(box, "Resolve")?.click());
  await act(async () => void (await import("./resolve-dialog")));
  await settle();
  const dialog = document.querySelector('[role="alertdialog"]') as HTMLElement;
  expect(dialog.textContent).toContain("Resolve INC-42?");
  expect(asked).toEqual([]);
  await act(async () => button(dialog, "Resolve INC-42")?.click());
  await settle();
  expect(asked).toEqual([{ path: "incidents.resolve", input: { id: incident.id } }]);
});

test("each alert says why it is here", async () => {
  const incident = incidentOf();
  const { box } = await show(incident, reads(incident));
  const why = box.querySelector<HTMLButtonElement>('[aria-label="Why Alert1 is here"]');
  expect(box.textContent).not.toContain("reason 1");
  await act(async () => why?.click());
  expect(box.textContent).toContain("Joined because of reason 1.");
});
