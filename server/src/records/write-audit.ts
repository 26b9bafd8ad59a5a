import { setTimeout as pause } from "node:timers/promises";
import type { ServerContext } from "../context/server-context.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import type { ObjectId } from "../store/scoped-model.ts";
import { auditHash, signPlace } from "./audit-hash.ts";
import { type AuditFacts, type AuditFields, auditChains, auditEntries } from "./audit-model.ts";

const mostAttempts = 100;
const mostPauseMs = 50;

/** The last writing of each workspace in this process. Others wait for it, as only one of them can be next in the chain. */
const writing = new WeakMap<object, Map<string, Promise<void>>>();

/**
 * Adds an entry to the end of a workspace's audit log. `id` is the call's: the same id twice is one entry. Several processes cannot fork
 * the chain, as each sequence number exists once; who comes second reads the end again.
 */
export function writeAudit(
  context: Pick<ServerContext, "connection" | "config">,
  workspaceId: string,
  id: ObjectId,
  facts: AuditFacts,
): Promise<void> {
  const queues = writing.get(context.connection) ?? new Map<string, Promise<void>>();
  writing.set(context.connection, queues);
  const before = queues.get(workspaceId) ?? Promise.resolve();
  const mine = before.then(() => append(context, workspaceId, id, facts));
  const settled = mine
    .catch(() => undefined)
    .then(() => {
      if (queues.get(workspaceId) === settled) {
        queues.delete(workspaceId);
      }
    });
  queues.set(workspaceId, settled);
  return mine;
}

async function append(
  { connection, config }: Pick<ServerContext, "connection" | "config">,
  workspaceId: string,
  _id: ObjectId,
  facts: AuditFacts,
): Promise<void> {
  const entries = auditEntries(connection).in(workspaceId);
  for (let attempt = 1; ; attempt++) {
    const end = await entries.findOne(
      {},
      { sort: { sequence: -1 }, projection: { sequence: 1, hash: 1 } },
    );
    const place = { sequence: (end?.sequence ?? 0) + 1, previousHash: end?.hash ?? "" };
    const hash = auditHash(workspaceId, { ...facts, ...place });
    const entry: AuditFields & { readonly _id: ObjectId } = { _id, ...facts, ...place, hash };
    try {
      await entries.insert(entry);
      await moveHead({ sequence: entry.sequence, hash });
      return;
    } catch (error) {
      if (!isDuplicateKey(error) || attempt === mostAttempts) {
        throw error;
      }
      if (await entries.findById(_id, { projection: { _id: 1 } })) {
        return;
      }
    }
    await pause(Math.min(attempt, mostPauseMs));
  }

  async function moveHead(end: { readonly sequence: number; readonly hash: string }) {
    const chains = auditChains(connection).in(workspaceId);
    const head = signPlace(config.secretKey, workspaceId, end);
    const { matched } = await chains.updateOne(
      { _id: workspaceId, "head.sequence": { $lt: end.sequence } },
      { $set: { head } },
    );
    if (matched > 0) {
      return;
    }
    try {
      await chains.insert({ _id: workspaceId, head });
    } catch (error) {
      // Another process has moved it further already.
      if (!isDuplicateKey(error)) {
        throw error;
      }
    }
  }
}
