import type { Connection } from "mongoose";
import type { ServerContext } from "../../context/server-context.ts";
import { workspaces } from "../../records/workspace.ts";

type Listener = (workspaceId: string) => Promise<void>;
const listeners = new WeakMap<Connection, Set<Listener>>();

/** Announces that other flows or versions are active from now on. */
export async function flowsChanged(context: ServerContext, workspaceId: string): Promise<void> {
  const bump = { $inc: { flowsStamp: 1 } };
  await workspaces(context.connection).updateOne({ _id: workspaceId }, bump);
  for (const listener of listeners.get(context.connection) ?? []) {
    await listener(workspaceId);
  }
}

/** Receives the workspaces whose active flows this server changed. Returns a function that unsubscribes. */
export function onFlowsChanged(connection: Connection, listener: Listener): () => void {
  const known = listeners.get(connection) ?? new Set();
  listeners.set(connection, known.add(listener));
  return () => known.delete(listener);
}
