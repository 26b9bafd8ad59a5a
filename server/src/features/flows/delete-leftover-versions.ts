import type { ServerContext } from "../../context/server-context.ts";
import { conversations } from "../../records/conversation-model.ts";
import { flows, flowVersions } from "../../records/flow-model.ts";
import { isStoreAway } from "../../store/is-store-away.ts";

const againMs = 6 * 3_600_000;

/** Deletes the versions of deleted flows that no conversation uses. Returns the number of flows. */
export async function deleteLeftoverVersions({ connection }: ServerContext): Promise<number> {
  const published = await flowVersions(connection).acrossWorkspaces.distinct("flowId");
  const there = await flows(connection).acrossWorkspaces.distinct("_id", {
    _id: { $in: published },
  });
  const known = new Set(there.map(String));
  let deleted = 0;
  for (const flowId of published.filter((it) => !known.has(String(it)))) {
    const id = String(flowId);
    const $or = [{ "run.frames.flowId": id }, { "run.parked.frames.flowId": id }];
    if (await conversations(connection).acrossWorkspaces.exists({ $or })) {
      continue;
    }
    await flowVersions(connection).acrossWorkspaces.deleteMany({ flowId });
    deleted++;
  }
  return deleted;
}

/** Deletes leftover versions now and every few hours, in the background. Returns a function that stops it. */
export function sweepLeftoverVersions(context: ServerContext): () => Promise<void> {
  let sweeping = sweep();
  const timer = setInterval(() => {
    sweeping = sweeping.then(sweep);
  }, againMs).unref();
  return async () => {
    clearInterval(timer);
    await sweeping;
  };

  async function sweep(): Promise<void> {
    try {
      await deleteLeftoverVersions(context);
    } catch (error) {
      if (!isStoreAway(error)) {
        context.log.error({ err: error }, "failed to delete versions of deleted flows");
      }
    }
  }
}
