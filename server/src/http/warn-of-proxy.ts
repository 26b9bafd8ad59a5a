import type { RequestHandler } from "express";
import type { ServerContext } from "../context/server-context.ts";

/** Warns once when a proxy that is not trusted forwards requests: all its clients then share the limits of one address. */
export function warnOfProxy({
  config,
  log,
}: Pick<ServerContext, "config" | "log">): RequestHandler {
  let warned = false;
  return (request, _response, next) => {
    const proxy = request.socket.remoteAddress ?? "";
    if (!warned && request.headers["x-forwarded-for"] && !config.trustProxy?.(proxy, 0)) {
      warned = true;
      log.warn(
        { proxy },
        "ignored X-Forwarded-For of this address; set TRUST_PROXY if it is your proxy",
      );
    }
    next();
  };
}
