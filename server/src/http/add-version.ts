import type { RequestHandler } from "express";
import { declaredRoutes } from "./not-found.ts";

const unversioned = declaredRoutes
  .filter((route) => route.unversioned)
  .map(({ method, path }) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${path.replace(/:[A-Za-z]+/g, "[^/]+")}/?$`),
  }));

/** Leads the routes that are also served without a version to the same functions. Mounted at `/api`. */
export const addVersion: RequestHandler = (request, _response, next) => {
  const { method, path } = request;
  if (unversioned.some((it) => it.method === method && it.pattern.test(path))) {
    request.url = `/v1${request.url}`;
  }
  next();
};
