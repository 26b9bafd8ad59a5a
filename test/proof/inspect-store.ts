import { type Db, MongoClient } from "mongodb";

/** Facts that the proof reads directly from the store. */
export interface StoreView {
  /** Texts of messages that are shown to members as of unknown outcome, and of those that count as failed. */
  readonly undelivered: () => Promise<{ readonly unknown: string[]; readonly failed: string[] }>;
  /** Conversations with unfinished work. */
  readonly busy: () => Promise<number>;
  /** Every timer that fired, with its due time and its actual time. */
  readonly timers: () => Promise<
    readonly {
      readonly id: string;
      readonly text: string;
      readonly due: number;
      readonly at: number;
    }[]
  >;
  /** Removes the proof's database from a MongoDB. */
  readonly drop: () => Promise<boolean>;
}

/** Answers whose loss leaves the outcome open, as the dead letters name them. */
const openReasons = ["answer.lost", "send.interrupted"];

/** Reads the store beside the servers. Each read has a connection of its own, so that none outlives a kill of the store. */
export function inspectStore(uri: string): StoreView {
  return {
    async undelivered() {
      const letters = await read((db) =>
        db
          .collection<{ reason: { code: string }; content: { text?: string } }>("deadLetters")
          .find({})
          .toArray(),
      );
      const texts = (open: boolean) =>
        letters
          .filter((it) => openReasons.includes(it.reason.code) === open)
          .map((it) => it.content.text ?? "");
      return { unknown: texts(true), failed: texts(false) };
    },
    busy: () =>
      read(async (db) => {
        const some = (name: string) => ({ [`${name}.0`]: { $exists: true } });
        const lists = ["outbox", "calls", "held", "timers"];
        const there = (name: string) => ({ [name]: { $exists: true } });
        const open = [...lists.map(some), there("derived"), there("lease")];
        const conversations = await db.collection("conversations").countDocuments({ $or: open });
        const waiting = await db
          .collection("inbound")
          .countDocuments({ waiting: { $exists: true } });
        return conversations + waiting;
      }),
    async timers() {
      const fired = await read((db) =>
        db
          .collection<{ inputId: string; at: number; record: string }>("turns")
          .find({ record: { $regex: '^{"input":{"type":"timerFired"' } })
          .toArray(),
      );
      return fired.map(({ inputId, at, record }) => ({
        id: inputId,
        text: said(JSON.parse(record))?.split("|")[1] ?? "",
        due: Number(inputId.slice(inputId.lastIndexOf("@") + 1)),
        at,
      }));
    },
    drop: () => read((db) => db.dropDatabase()),
  };

  async function read<T>(question: (db: Db) => Promise<T>): Promise<T> {
    const client = new MongoClient(uri, { serverSelectionTimeoutMS: 5_000 });
    try {
      return await question(client.db());
    } finally {
      await client.close();
    }
  }
}

interface RecordedTurn {
  readonly effects: readonly { readonly content?: { readonly text?: string } }[];
}

/** Returns the first text that a turn sent. */
function said({ effects }: RecordedTurn): string | undefined {
  return effects.find((it) => it.content)?.content?.text;
}
