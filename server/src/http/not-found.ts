import { type Route, routes } from "@chatloom/api-schema";
import type { RequestHandler } from "express";
import { sendProblem } from "./error-handler.ts";

/** Every route of the API, in any router. */
export const declaredRoutes: readonly Route[] = Object.values(routes).flatMap((chapter) =>
  Object.values(chapter).filter(isRoute),
);

function isRoute(it: unknown): boolean {
  return typeof it === "object" && it !== null && "method" in it && "path" in it;
}

interface PathMethods {
  readonly pattern: RegExp;
  readonly parameters: number;
  readonly method: string;
}

const methodsByPath: readonly PathMethods[] = declaredRoutes.map(({ method, path }) => ({
  method: method.toUpperCase(),
  parameters: path.match(/:[A-Za-z]+/g)?.length ?? 0,
  pattern: new RegExp(`^${path.replace(/:[A-Za-z]+/g, "[^/]+")}/?$`),
}));

/** Returns the methods of an address of the API: those of the most specific routes. */
function methodsOf(path: string): string[] {
  const matching = methodsByPath.filter((it) => it.pattern.test(path));
  const exactest = Math.min(...matching.map((it) => it.parameters));
  const methods = matching.filter((it) => it.parameters === exactest).map((it) => it.method);
  return [...new Set(methods)];
}

/** Answers 405 where an address has other methods only, before a route with a parameter in the same place matches. */
export const refuseWrongMethod: RequestHandler = (request, response, next) => {
  const allowed = methodsOf(request.path);
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (allowed.length === 0 || allowed.includes(method)) {
    return next();
  }
  response.set("Allow", allowed.join(", "));
  const detail = `This address takes ${allowed.join(", ")}`;
  sendProblem(response, 405, { code: "request.method", detail });
};

/** Answers requests that no route matched. */
export const notFound: RequestHandler = (_request, response) => {
  sendProblem(response, 404, { code: "route.not-found", detail: "There is no such address" });
};
