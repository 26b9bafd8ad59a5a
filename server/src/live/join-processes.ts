import { createAdapter } from "@socket.io/mongo-adapter";
import type { Server as Sockets } from "socket.io";
import type { ServerContext } from "../server-context.ts";

const collectionName = "liveEvents";
const keptSeconds = 600;

/**
 * Lets the live connections of several server processes reach one another through the database. That takes change streams, which only
 * a replica set or a sharded cluster has; elsewhere each process tells its own. Answers whether they are joined.
 */
export async function joinProcesses(
  { connection, log }: ServerContext,
  sockets: Sockets,
): Promise<boolean> {
  const { db } = connection;
  if (!db) return false;
  const hello = await db.command({ hello: 1 });
  const hasChangeStreams = typeof hello.setName === "string" || hello.msg === "isdbgrid";
  if (!hasChangeStreams) return false;
  const collection = db.collection(collectionName);
  await collection.createIndex({ createdAt: 1 }, { expireAfterSeconds: keptSeconds });
  sockets.adapter(createAdapter(collection, { addCreatedAtField: true }));
  log.info("live connections are shared among processes");
  return true;
}
