import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Logger, pino } from "pino";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import type { Announce, ServerContext } from "./server-context.ts";
import { connectStore } from "./store/connect.ts";
import { createIndexes } from "./store/scoped-model.ts";

/** How to start a server; tests move the clock and check replies. */
export interface StartOptions {
  readonly config: Config;
  readonly log?: Logger;
  readonly now?: () => number;
  /** Fail loudly when a reply breaks its declared schema. */
  readonly checkReplies?: boolean;
}

/** A server that runs. */
export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  readonly url: string;
  readonly context: ServerContext;
  /** Ends in order: no new work, what is under way is finished, the store is closed last. */
  close(): Promise<void>;
}

/** Starts everything on one port: store, API, webhooks, live updates, studio. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config } = options;
  const log = options.log ?? pino({ level: config.logLevel });
  const store = await connectStore(config);
  await createIndexes(store.connection);

  const announcing: { announce: Announce } = { announce: () => {} };
  const context: ServerContext = {
    config,
    log,
    connection: store.connection,
    now: options.now ?? Date.now,
    announce: (workspaceId, event, ...values) => announcing.announce(workspaceId, event, ...values),
  };
  const { app } = createApp(context, { checkReplies: options.checkReplies ?? false });
  const http = createServer(app);
  const url = await listen(http, config.port);

  return {
    url,
    context,
    close: async () => {
      await closeHttp(http);
      await store.close();
    },
  };
}

async function listen(http: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, resolve);
  });
  return `http://localhost:${(http.address() as AddressInfo).port}`;
}

async function closeHttp(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  http.closeIdleConnections();
  const force = setTimeout(() => http.closeAllConnections(), 5_000);
  await closed;
  clearTimeout(force);
}
