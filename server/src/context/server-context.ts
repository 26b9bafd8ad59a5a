import type { LiveEvents } from "@chatloom/api-schema";
import type { Connection } from "mongoose";
import type { Logger } from "pino";
import type { Config } from "./config.ts";
import type { FileBucket } from "./file-bucket.ts";
import type { StoreFacts } from "./store-size.ts";
import type { Tracer } from "./tracer.ts";

/** CONTRACT. The dependencies of every feature of the server. No other code reads the environment, the clock or a global. */
export interface ServerContext {
  readonly config: Config;
  readonly log: Logger;
  /** The mongoose connection; each feature keeps its models behind named functions. */
  readonly connection: Connection;
  /** Keeps the bytes of new files; undefined: the store does. */
  readonly bucket?: FileBucket | undefined;
  /** Says why the store refuses writes now, such as a full disk; undefined when it takes them. */
  readonly storeProblem?: () => string | undefined;
  readonly storeFacts: StoreFacts;
  /** Records how long what takes; undefined: nobody asked for traces. */
  readonly tracer?: Tracer | undefined;
  /** Epoch milliseconds. Tests move it. */
  readonly now: () => number;
  /** Tells a workspace's members live. A no-op until sockets are up; never throws, never blocks. */
  readonly announce: Announce;
  /** Closes members' live connections at once, in every process. A no-op until sockets are up; never throws. */
  readonly closeSockets: CloseSockets;
}

/** Whose connections: one session's, an account's in one workspace, or those of everybody with a role there. */
export type SocketOwner =
  | { readonly sessionId: string }
  | { readonly role: string; readonly workspaceId: string }
  | { readonly accountId: string; readonly workspaceId: string };
export type CloseSockets = (owner: SocketOwner) => void;

/** `announce(workspaceId, "flow.updated", summary)`. */
export type Announce = <K extends keyof LiveEvents>(
  workspaceId: string,
  event: K,
  ...values: Parameters<LiveEvents[K]>
) => void;

/** The services of the live connections, once they are up. */
export interface LiveHooks {
  announce: Announce;
  closeSockets: CloseSockets;
}
