import compression from "compression";
import express, { type Express, Router } from "express";
import type { ServerContext } from "./context/server-context.ts";
import { addVersion } from "./http/add-version.ts";
import { errorHandler } from "./http/error-handler.ts";
import { notFound, refuseWrongMethod } from "./http/not-found.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { warnOfProxy } from "./http/warn-of-proxy.ts";

/** The app, and the routers to which features add their routes. */
export interface App {
  readonly app: Express;
  /** Mounted at `/api/v1`; routes come here through `answer`. */
  readonly api: Router;
  /** Mounted at `/`, before the studio: webhooks, health, files. Bodies are unread. */
  readonly root: Router;
  /** Mounted at `/`, last: the studio and other static things. */
  readonly pages: Router;
}

/** The express app with what every request passes: security headers, compression, the error handler. Features add their routes to its routers. */
export function createApp(context: ServerContext, options: { checkReplies: boolean }): App {
  const app = express();
  const [api, root, pages] = [Router(), Router(), Router()];
  app.disable("x-powered-by");
  app.set("trust proxy", context.config.trustProxy ?? false);
  app.use(warnOfProxy(context));
  app.set("query parser", "simple");
  app.set("check replies", options.checkReplies);
  app.use(securityHeaders(context.config.publicUrl));
  app.use(compression());
  app.use(root);
  app.use("/api", addVersion);
  app.use("/api/v1", (_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  app.use("/api/v1", refuseWrongMethod, api, notFound);
  app.use(pages, notFound);
  app.use(errorHandler(context.log));
  return { app, api, root, pages };
}
