import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { inngest } from "@/inngest/client";
import { functions } from "@/inngest/functions";
import { usesInngest } from "@/inngest/process";

export const dynamic = "force-dynamic";
export const maxDuration = 300;

const handlers = serve({ client: inngest, functions });

type Handler = (request: NextRequest, context: unknown) => Promise<Response>;

// The local driver calls its handler in process: to the outside there is nothing here.
const guarded =
  (handler: Handler): Handler =>
  async (request, context) =>
    usesInngest() ? handler(request, context) : new Response(null, { status: 404 });

export const GET = guarded(handlers.GET);
export const POST = guarded(handlers.POST);
export const PUT = guarded(handlers.PUT);
