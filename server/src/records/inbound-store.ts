import { defined } from "@chatloom/flows-schema";
import type { Connection, mongo } from "mongoose";
import type { InboundDoc, WaitingInbound } from "../domain/inbound-doc.ts";
import { createBatch } from "../store/batch.ts";
import { refusedDuplicates } from "../store/duplicate-key.ts";
import { inboundOf } from "./inbound-model.ts";

/** Stores events from outside until they are processed. Calls within a short time are combined. */
export interface InboundStore {
  /** Stores an event durably; false if it is there already. */
  readonly add: (event: InboundDoc) => Promise<boolean>;
  /** Marks events as done. Their ids stay, so that a redelivery is recognised. */
  readonly done: (ids: readonly string[]) => Promise<void>;
  /** Returns the waiting events of these keys, oldest first, at most `pageSize`. */
  readonly waitingFor: (keys: readonly string[]) => Promise<readonly WaitingInbound[]>;
  /** Discards the waiting events of these keys beyond the oldest `most`; returns how many. */
  readonly dropBeyond: (keys: readonly string[], most: number) => Promise<number>;
  /** Returns some waiting events, without those of the channels in `except`. */
  readonly waiting: (
    most: number,
    except?: readonly string[],
  ) => Promise<readonly WaitingInbound[]>;
}

/** How many waiting events of one conversation are read at once. */
export const pageSize = 100;
/** A grouped read that finds this many is split, so that one conversation's events do not crowd out those of others. */
const mostTogether = 1_000;

/** Made once per server. */
export function createInboundStore(connection: Connection): InboundStore {
  const events = inboundOf(connection);

  const add = createBatch(async (group: readonly InboundDoc[]) => {
    const write = events.insertMany([...group], { ordered: false });
    const refused = new Set(await refusedDuplicates(write));
    return group.map((_, index) => !refused.has(index));
  });
  const done = createBatch(async (group: readonly (readonly string[])[]) => {
    const ids = group.flat();
    await events.updateMany({ _id: { $in: ids } }, { $unset: { waiting: 1, event: 1 } });
    return group.map(() => undefined);
  });

  const find = createBatch(async (group: readonly (readonly string[])[]) => {
    const filter = { waiting: { $in: group.flat() } };
    const found = await events.find(filter).limit(mostTogether).toArray();
    if (found.length === 0) {
      return group.map(() => []);
    }
    if (found.length === mostTogether) {
      return Promise.all(group.map(page));
    }
    const waiting = inOrder(found);
    return group.map((keys) =>
      group.length === 1 ? waiting : waiting.filter((it) => keys.includes(it.waiting)),
    );
  });

  async function page(keys: readonly string[]): Promise<readonly WaitingInbound[]> {
    const found = events.find({ waiting: { $in: [...keys] } }).sort({ receivedAt: 1 });
    return inOrder(await found.limit(pageSize).toArray());
  }

  return {
    add,
    async done(ids) {
      if (ids.length > 0) {
        await done(ids);
      }
    },
    waitingFor: find,
    async dropBeyond(keys, most) {
      const filter: mongo.Filter<InboundDoc> = { waiting: { $in: [...keys] } };
      const [first] = await events
        .find(filter)
        .project<Pick<InboundDoc, "receivedAt">>({ receivedAt: 1 })
        .sort({ receivedAt: 1 })
        .skip(most)
        .limit(1)
        .toArray();
      if (!first) {
        return 0;
      }
      const beyond = { ...filter, receivedAt: { $gte: first.receivedAt } };
      const { modifiedCount } = await events.updateMany(beyond, {
        $unset: { waiting: 1, event: 1 },
      });
      return modifiedCount;
    },
    async waiting(most, except = []) {
      const filter = {
        waiting: { $gt: "" },
        ...defined({ channelId: except.length > 0 ? { $nin: [...except] } : undefined }),
      };
      return inOrder(await events.find(filter).limit(most).toArray());
    },
  };
}

function inOrder(events: readonly InboundDoc[]): readonly WaitingInbound[] {
  return events
    .filter((it): it is WaitingInbound => it.waiting !== undefined && it.event !== undefined)
    .sort(byArrival);
}

/** Orders events by the platform's clock where it has one, else by arrival. */
function byArrival(a: WaitingInbound, b: WaitingInbound): number {
  return a.event.at - b.event.at || a.receivedAt - b.receivedAt;
}
