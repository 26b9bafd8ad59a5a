import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, createChild, freePort } from "./child.ts";

/** One store and several server processes over it. */
export interface Processes {
  readonly directory: string;
  readonly mongodbUri: string;
  /** Undefined where a MongoDB is used, and where a server runs its own. */
  readonly store: Child | undefined;
  readonly servers: readonly ServerProcess[];
  /** Returns the last lines of each log, for a machine whose files nobody can read later. */
  logTails(): string;
  /** Stops all processes in order and returns the exit codes of the servers. */
  stop(): Promise<readonly (number | null)[]>;
  remove(): void;
}

/** A server process and where it listens. */
export interface ServerProcess extends Child {
  readonly url: string;
}

const tailLines = 30;

/** The owner whose account the servers create at start. */
export const owner = { email: "owner@example.test", password: "correct horse battery" };

/** Starts the built programs. With `uri` they use that MongoDB instead of the embedded store. */
export async function startProcesses(
  count: number,
  uri: string | undefined,
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly serverWrapper?: readonly string[];
    /** The single server runs its own store, as without configuration. `dataDir` is the store's directory. */
    readonly ownStore?: boolean;
    readonly dataDir?: string;
  } = {},
): Promise<Processes> {
  const directory = mkdtempSync(join(tmpdir(), "chatloom-proof-"));
  const socket = join(directory, "store.sock");
  mkdirSync(join(directory, "data"));
  const ownStoreIn = options.dataDir ?? (options.ownStore ? join(directory, "data") : undefined);
  const store =
    uri === undefined && ownStoreIn === undefined ? storeIn(directory, socket) : undefined;
  await store?.start();
  const given =
    ownStoreIn !== undefined
      ? ""
      : uri === undefined
        ? addressIn(join(directory, "store.log"))
        : withDatabase(uri, `chatloom_proof_${process.pid}`);

  const servers: ServerProcess[] = [];
  for (let number = 1; number <= count; number++) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = createChild({
      name: `server ${number}`,
      program: "server/dist/main.js",
      args: [],
      cwd: directory,
      env: {
        NODE_ENV: "production",
        PORT: String(port),
        PUBLIC_URL: url,
        MONGODB_URI: given,
        ...(ownStoreIn !== undefined && { DATA_DIR: ownStoreIn }),
        SECRET_KEY: "a key that only the proof uses",
        OWNER_EMAIL: owner.email,
        OWNER_PASSWORD: owner.password,
        OUTBOUND_ALLOW_PRIVATE: "true",
        BOT_MESSAGES_PER_HOUR: "1000000",
        BOT_TURNS_PER_SECOND: "1000000",
        LOG_LEVEL: "warn",
        ...options.env,
      },
      logFile: join(directory, `server-${number}.log`),
      ready: async () => (await fetch(`${url}/readyz`)).status === 200,
      nodeArgs: startFlags(),
      ...(options.serverWrapper && { wrapper: options.serverWrapper }),
    });
    servers.push({ ...server, url });
  }
  // The first server creates the owner and the indexes.
  await servers[0]?.start();
  await Promise.all(servers.slice(1).map((it) => it.start()));

  return {
    directory,
    mongodbUri: ownStoreIn === undefined ? given : announcedIn(ownStoreIn),
    store,
    servers,
    logTails: () =>
      readdirSync(directory)
        .filter((name) => name.endsWith(".log"))
        .map((name) => {
          const lines = readFileSync(join(directory, name), "utf8").trimEnd().split("\n");
          return [`== ${name}`, ...lines.slice(-tailLines)].join("\n");
        })
        .join("\n"),
    async stop() {
      const codes = await Promise.all(servers.map((it) => it.stop()));
      await store?.stop();
      return codes;
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

function storeIn(directory: string, socket: string): Child {
  const logFile = join(directory, "store.log");
  return createChild({
    name: "store",
    program: "server/bin/chatloom.mjs",
    args: ["store", "--data-dir", join(directory, "data"), "--socket", socket],
    cwd: directory,
    env: {},
    logFile,
    ready: async () =>
      (await answers(socket)) && readFileSync(logFile, "utf8").includes("mongodb://"),
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

/** Reads the connection string from the store's log. Throws where it is missing. */
function addressIn(logFile: string): string {
  const line = readFileSync(logFile, "utf8")
    .split("\n")
    .find((it) => it.startsWith("mongodb://"));
  if (!line) {
    throw new Error("The store printed no connection string");
  }
  return line.trim();
}

/** Reads the connection string of a server's own store from its data directory. */
function announcedIn(dataDir: string): string {
  const text = readFileSync(join(dataDir, "store.owner.json"), "utf8");
  return (JSON.parse(text) as { readonly uri: string }).uri;
}

function withDatabase(uri: string, name: string): string {
  const url = new URL(uri);
  url.pathname = `/${name}`;
  return url.href;
}

/** Returns the flags of Node.js that `npm start` sets, so that proof and bench run what users run. */
export function startFlags(): readonly string[] {
  const file = new URL("../../package.json", import.meta.url);
  const { scripts } = JSON.parse(readFileSync(file, "utf8")) as { scripts: { start: string } };
  return scripts.start.split(" ").filter((word) => word.startsWith("--"));
}
