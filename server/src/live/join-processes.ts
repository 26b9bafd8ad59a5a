import { createAdapter } from "@socket.io/mongo-adapter";
import type { Namespace } from "socket.io";
import type { ClusterMessage } from "socket.io-adapter";
import type { ServerContext } from "../context/server-context.ts";
import type { ProcessRegistry } from "../store/process-registry.ts";
import { openProcessRelay } from "./process-relay.ts";
import { SharedAdapter } from "./shared-adapter.ts";

/** How the live connections of this process reach those of others. */
export interface JoinedProcesses {
  /** Relays the events of a namespace to the other processes. */
  readonly adapter: (namespace: Namespace) => unknown;
  /** Whether anyone may be listening in another process. */
  readonly elsewhere: () => boolean;
  /** Resolves when nothing that happens elsewhere is missed here any more. */
  readonly listening: () => Promise<void>;
  /** Registers what runs when events of other processes may have been missed. */
  readonly onMissed: (act: () => void) => void;
  readonly stop: () => Promise<void>;
}

const collectionName = "liveEvents";
const keptSeconds = 600;

/**
 * Lets the live connections of several server processes reach one another through the database: by change streams, which only a
 * replica set or a sharded cluster has; elsewhere by a relay in the store that each process polls while it is not alone.
 */
export async function joinProcesses(
  context: ServerContext,
  registry: ProcessRegistry,
): Promise<JoinedProcesses> {
  const { db } = context.connection;
  if (!db) {
    throw new Error("The store is not connected");
  }
  const hello = await db.command({ hello: 1 });
  if (typeof hello.setName === "string" || hello.msg === "isdbgrid") {
    const collection = db.collection(collectionName);
    await collection.createIndex({ createdAt: 1 }, { expireAfterSeconds: keptSeconds });
    return {
      adapter: createAdapter(collection, { addCreatedAtField: true }),
      elsewhere: () => true,
      listening: async () => {},
      // A change stream resumes at its last position.
      onMissed: () => {},
      stop: async () => {},
    };
  }
  await registry.beat();
  const adapters = new Map<string, SharedAdapter>();
  let missed = () => {};
  const relay = openProcessRelay(context, registry, {
    receive(message) {
      const { nsp } = message as ClusterMessage;
      adapters.get(nsp)?.receive(message as ClusterMessage);
    },
    missed: () => missed(),
  });
  return {
    // socket.io calls it with `new`.
    adapter: function adapt(namespace) {
      const adapter = new SharedAdapter(namespace, relay);
      adapters.set(namespace.name, adapter);
      return adapter;
    },
    elsewhere: () => relay.listeners().length > 0,
    listening: relay.listening,
    onMissed: (act) => {
      missed = act;
    },
    stop: relay.stop,
  };
}
