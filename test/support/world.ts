import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BodyOf,
  type ParamsOf,
  type QueryOf,
  type ReplyOf,
  type Role,
  type Route,
  routes,
} from "@chatloom/api-schema";
import { type Config, type RunningServer, startServer } from "@chatloom/server";
import { pino } from "pino";
import { testUri } from "../../server/src/testing/test-uri.ts";
import { prepareStore } from "./prepare-store.ts";
import { SignedIn } from "./signed-in.ts";

/** The caller: a member with this role, nobody, the owner of this API token, or whoever has this cookie. */
export type As = Role | "nobody" | { readonly token: string } | { readonly cookie: string };

// biome-ignore lint/suspicious/noExplicitAny: routes differ in all four schemas, which are invariant
type AnyRoute = Route<any, any, any, any>;

/** The input of a call, typed by the route's schemas. */
export interface Sent<T> {
  readonly as?: As;
  readonly params?: ParamsOf<T>;
  readonly query?: QueryOf<T>;
  readonly body?: BodyOf<T>;
}

/** The input of a call that must fail: its body may be anything. */
type Refused<T> = Omit<Sent<T>, "body"> & { readonly body?: unknown };

/** A problem document from the server. */
export interface AnsweredProblem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly at: string; readonly message: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A whole server on the embedded store in a temporary directory, with one workspace and members of every role. */
export interface World {
  readonly url: string;
  readonly server: RunningServer;
  readonly workspaceId: string;
  readonly dataDir: string;
  /** Calls a route, by default as the owner, and returns its reply. Throws for a problem document. */
  call<T extends AnyRoute>(route: T, sent?: Sent<T>): Promise<ReplyOf<T>>;
  /** Calls a route that must fail, and returns the problem document. */
  refusal<T extends AnyRoute>(route: T, sent?: Refused<T>): Promise<AnsweredProblem>;
  /** Sends any request to the server, with the member's cookie. `path` starts with a slash. */
  fetch(path: string, init?: RequestInit & { readonly as?: As | undefined }): Promise<Response>;
  /** Returns the `Cookie` header of a member, for sockets and browsers. */
  cookie(role: Role): Promise<string>;
  /** Moves the server's clock forward. */
  advance(ms: number): void;
  /** Stops the server. Other processes may use its data until it is started again. */
  stop(): Promise<void>;
  /** Restarts the server on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a world; `config` overrides settings, its clock is `aheadMs` ahead. The caller closes it. */
export async function startWorld(config: Partial<Config> = {}, aheadMs = 0): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), "chatloom-test-"));
  await prepareStore(dataDir);
  let skipped = aheadMs;
  const log = pino({ level: process.env.TEST_LOG_LEVEL ?? "fatal" });
  const start = (port: number) =>
    startServer({
      config: { ...testConfig(dataDir), ...config, port },
      log,
      now: () => Date.now() + skipped,
      checkReplies: true,
    });
  let server = await start(config.port ?? 0);
  let running = true;
  async function stop(): Promise<void> {
    if (running) {
      await server.close();
    }
    running = false;
  }
  const signedIn = new SignedIn(() => server);
  const workspaceId = await signedIn.workspaceId().catch(async (error: unknown) => {
    await server.close();
    throw error;
  });

  async function request(route: AnyRoute, sent: Sent<AnyRoute>): Promise<Response> {
    const { as, params, query, body } = sent;
    const path = fillIn(route.path, params as Record<string, unknown> | undefined);
    const search = new URLSearchParams(query as Record<string, string> | undefined).toString();
    return send(`/api/v1${path}${search && `?${search}`}`, {
      method: route.method.toUpperCase(),
      as,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  }

  async function send(
    path: string,
    { as = "owner", ...init }: RequestInit & { as?: As | undefined } = {},
  ) {
    const headers = new Headers(init.headers);
    if (typeof as === "object") {
      if ("token" in as) {
        headers.set("authorization", `Bearer ${as.token}`);
      } else {
        headers.set("cookie", as.cookie);
      }
    } else if (as !== "nobody") {
      headers.set("cookie", await signedIn.cookie(as));
    }
    return fetch(server.url + path, { redirect: "manual", ...init, headers });
  }

  return {
    get url() {
      return server.url;
    },
    get server() {
      return server;
    },
    workspaceId,
    dataDir,
    call: async (route, sent = {}) => {
      const response = await request(route, sent as Sent<AnyRoute>);
      const reply: unknown = await response.json();
      if (!response.ok) {
        throw new Error(
          `${route.method} ${route.path}: ${response.status} ${JSON.stringify(reply)}`,
        );
      }
      return reply as ReplyOf<typeof route>;
    },
    refusal: async (route, sent = {}) => {
      const response = await request(route, sent as Sent<AnyRoute>);
      const problem: unknown = await response.json();
      if (response.ok) {
        throw new Error(
          `${route.method} ${route.path} was not refused: ${JSON.stringify(problem)}`,
        );
      }
      return problem as AnsweredProblem;
    },
    fetch: send,
    cookie: (role) => signedIn.cookie(role),
    advance: (ms) => {
      skipped += ms;
    },
    stop,
    restart: async () => {
      await stop();
      server = await start(Number(new URL(server.url).port));
      running = true;
    },
    close: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Returns the settings of test servers: a free port, calls to local servers allowed. */
export function testConfig(dataDir: string): Config {
  return {
    port: 0,
    publicUrl: "http://localhost:0",
    mongodbUri: testUri(dataDir),
    dataDir,
    secretKey: "a key that only tests use, never kept",
    openai: { apiKey: undefined, baseUrl: undefined, model: "test-model" },
    outboundAllowPrivate: true,
    logLevel: "fatal",
    owner: undefined,
    channels: {},
  };
}

/** The routes by chapter. */
export { routes };

function fillIn(path: string, params: Record<string, unknown> | undefined): string {
  return path.replace(/:([A-Za-z]+)/g, (_, name: string) =>
    encodeURIComponent(String(params?.[name])),
  );
}
