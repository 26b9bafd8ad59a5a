import { type Route, routes } from "@chatloom/api-schema";
import type { RequestHandler } from "express";
import { sendProblem } from "./error-handler.ts";

/** Every route of the API, whoever answers it. */
export const declaredRoutes: readonly Route[] = Object.values(routes).flatMap(
  (chapter) => Object.values(chapter).filter(isRoute) as unknown as Route[],
);

function isRoute(it: unknown): boolean {
  return typeof it === "object" && it !== null && "method" in it && "path" in it;
}

const methodsByPath = declaredRoutes.map((route) => ({
  method: route.method.toUpperCase(),
  pattern: new RegExp(`^${route.path.replace(/:[A-Za-z]+/g, "[^/]+")}/?$`),
}));

/** Answers what no route took: 405 where only the method is wrong, otherwise 404. */
export const notFound: RequestHandler = (request, response) => {
  const allowed = methodsByPath
    .filter((it) => it.pattern.test(request.path))
    .map((it) => it.method);
  if (allowed.length > 0 && !allowed.includes(request.method)) {
    response.set("Allow", [...new Set(allowed)].join(", "));
    const detail = `This address takes ${allowed.join(", ")}`;
    return sendProblem(response, 405, { code: "request.method", detail });
  }
  sendProblem(response, 404, { code: "route.not-found", detail: "There is no such address" });
};
