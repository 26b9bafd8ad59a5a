import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Logger, pino } from "pino";
import { createApp } from "./app.ts";
import type { Config } from "./context/config.ts";
import type { LiveHooks, ServerContext } from "./context/server-context.ts";
import { startTracer } from "./context/start-tracer.ts";
import { installFeatures } from "./install-features.ts";
import { checkBackupSettings } from "./store/backups/check-backup-settings.ts";
import { connectStore } from "./store/connect.ts";
import { connectFileBucket } from "./store/connect-file-bucket.ts";
import { createIndexes } from "./store/define-model.ts";
import { dropRetiredIndexes } from "./store/retired-indexes.ts";

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
  /** Its address, without a slash at the end. */
  readonly url: string;
  readonly context: ServerContext;
  /** Shuts down in order: accepts no new work, finishes running work, closes the store last. */
  close(): Promise<void>;
}

/** Starts everything on one port: store, API, webhooks, live updates, studio. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const log = options.log ?? pino({ level: options.config.logLevel });
  const http = createServer();
  http.on("request", answerStarting);
  const url = await listen(http, options.config.port);
  const config = withPublicUrl(options.config, url);
  try {
    const bucket = config.bucket && (await connectFileBucket(config.bucket));
    const store = await connectStore(config, log);
    await checkBackupSettings(config, log).catch(async (error: unknown) => {
      await store.close();
      throw error;
    });
    const tracer = config.traces && (await startTracer(config.traces, log));
    const live: LiveHooks = { announce: () => {}, closeSockets: () => {} };
    const context: ServerContext = {
      config,
      log,
      connection: store.connection,
      bucket,
      storeProblem: store.problem,
      storeFacts: store,
      tracer,
      now: options.now ?? Date.now,
      announce: (workspaceId, event, ...values) => live.announce(workspaceId, event, ...values),
      closeSockets: (owner) => live.closeSockets(owner),
    };
    await createIndexes(store.connection);
    await dropRetiredIndexes(store.connection);
    const app = createApp(context, { checkReplies: options.checkReplies ?? false });
    const features = await installFeatures(app, context, http, live);
    http.off("request", answerStarting).on("request", (request, response) => {
      if (!features.answersAlone(request, response)) {
        app.app(request, response);
      }
    });
    return {
      url,
      context,
      close: async () => {
        const closed = closeHttp(http);
        await features.close();
        await closed;
        await tracer?.close();
        await store.close();
        bucket?.close();
      },
    };
  } catch (error) {
    await closeHttp(http);
    throw error;
  }
}

/** Port 0 picks a free port, which is known only now. */
function withPublicUrl(config: Config, url: string): Config {
  return config.publicUrl === "http://localhost:0" ? { ...config, publicUrl: url } : config;
}

async function listen(http: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, () => {
      http.off("error", reject);
      resolve();
    });
  });
  return `http://localhost:${(http.address() as AddressInfo).port}`;
}

function answerStarting(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { "content-type": "text/plain", "retry-after": "1" });
  response.end("Starting\n");
}

async function closeHttp(http: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => http.close(() => resolve()));
  http.closeIdleConnections();
  const force = setTimeout(() => http.closeAllConnections(), 5_000);
  await closed;
  clearTimeout(force);
}
