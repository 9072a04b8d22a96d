import { requestIdOf, restActor } from "@/server/api/request";
import { handleRest, restRoutes } from "@/server/api/rest";
import { allVerbs } from "@/server/api/verbs";

const routes = restRoutes(allVerbs);

const handler = (request: Request) => handleRest(routes, request, requestIdOf(request.headers), restActor);

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
