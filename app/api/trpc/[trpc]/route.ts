import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { trpcContext } from "@/server/api/request";
import { appRouter } from "@/server/api/trpc";

const handler = (request: Request) =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    createContext: () => trpcContext(request),
  });

export { handler as GET, handler as POST };
