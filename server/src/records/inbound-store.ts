import type { Connection } from "mongoose";
import type { InboundDoc, WaitingInbound } from "../domain/inbound-doc.ts";
import { createBatch } from "../store/batch.ts";
import { refusedDuplicates } from "../store/duplicate-key.ts";
import { inboundOf } from "./inbound-model.ts";
import { createKnownWaiting } from "./known-waiting.ts";

/** Keeps what came from outside until it is processed; calls of one moment travel together. */
export interface InboundStore {
  /** Stores an event durably; false if it is there already. */
  readonly add: (event: InboundDoc) => Promise<boolean>;
  /** Marks events as done with. Their ids stay, so that a redelivery is known. */
  readonly done: (ids: readonly string[]) => Promise<void>;
  /** What waits for these conversations, in order of arrival. */
  readonly waitingFor: (keys: readonly string[]) => Promise<readonly WaitingInbound[]>;
  /** What waits at all, some of it. */
  readonly waiting: (most: number) => Promise<readonly WaitingInbound[]>;
}

/** Made once per server. While it has a `solitude` (see `ProcessRegistry`), what waits is known without asking the store. */
export function createInboundStore(
  connection: Connection,
  solitude: () => number | undefined = () => undefined,
): InboundStore {
  const events = inboundOf(connection);
  const known = createKnownWaiting(solitude, waiting);

  const add = createBatch(async (group: readonly InboundDoc[]) => {
    try {
      const write = events.insertMany([...group], { ordered: false });
      const refused = new Set(await refusedDuplicates(write));
      known.added(group.filter((_, index) => !refused.has(index)));
      return group.map((_, index) => !refused.has(index));
    } catch (error) {
      known.doubt();
      throw error;
    }
  });
  const done = createBatch(async (group: readonly (readonly string[])[]) => {
    const ids = group.flat();
    await events.updateMany({ _id: { $in: ids } }, { $unset: { waiting: 1, event: 1 } });
    known.done(ids);
    return group.map(() => undefined);
  });

  const find = createBatch(async (group: readonly (readonly string[])[]) => {
    const found = inOrder(await events.find({ waiting: { $in: group.flat() } }).toArray());
    if (found.length === 0) return group.map(() => []);
    return group.map((keys) => found.filter((it) => keys.includes(it.waiting)));
  });

  return {
    add,
    async done(ids) {
      if (ids.length > 0) await done(ids);
    },
    waitingFor: async (keys) => {
      const here = known.of(keys);
      return here ? inOrder(here) : find(keys);
    },
    waiting,
  };

  async function waiting(most: number): Promise<readonly WaitingInbound[]> {
    return inOrder(
      await events
        .find({ waiting: { $gt: "" } })
        .limit(most)
        .toArray(),
    );
  }
}

function inOrder(events: readonly InboundDoc[]): readonly WaitingInbound[] {
  return events
    .filter((it): it is WaitingInbound => it.waiting !== undefined && it.event !== undefined)
    .sort(byArrival);
}

/** The platform's order where its clock tells it, else the order of arrival. */
function byArrival(a: WaitingInbound, b: WaitingInbound): number {
  return a.event.at - b.event.at || a.receivedAt - b.receivedAt;
}
