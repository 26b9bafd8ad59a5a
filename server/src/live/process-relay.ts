import mongoose from "mongoose";
import type { ServerContext } from "../context/server-context.ts";
import { defineModel } from "../store/define-model.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { nativeCollection } from "../store/native-collection.ts";
import type { ProcessRegistry } from "../store/process-registry.ts";
import type { ObjectId } from "../store/scoped-model.ts";

/** The relay of events between processes, through the store; an event takes a tenth of a second. */
export interface ProcessRelay {
  readonly owner: string;
  /** The subscribed processes. */
  readonly listeners: () => readonly string[];
  /** In order for each receiver. */
  readonly send: (to: readonly string[], message: object) => void;
  /** Resolves when all other processes know that this one is subscribed; immediately when there are none. */
  readonly listening: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Receives what other processes send. */
export interface RelayReceiver {
  readonly receive: (message: unknown) => void;
  /** Envelopes may have been lost: this process stood still, or the store was away for too long. */
  readonly missed: () => void;
}

interface Envelope {
  readonly to: string;
  readonly at: Date;
  /** JSON: the messages of a short time, in order. */
  readonly messages: string;
}

const name = "processMail";
const lookEveryMs = 100;
const gatherMs = 10;
/** A process that was alone looks for others at its next beat. */
const noticedMs = 2_500;
const mostAtOnce = 1_000;
/** Sooner than others take a silent process for dead, and than undelivered envelopes are given up. */
const gapMs = 5_000;

defineModel<Envelope>(name, { to: String, at: Date, messages: String }, [
  [{ to: 1, _id: 1 }],
  // For receivers that died.
  [{ at: 1 }, { expireAfterSeconds: 60 }],
]);

/** Opened once per server. A process that is alone neither writes nor looks. */
export function openProcessRelay(
  { connection, log, now }: ServerContext,
  registry: ProcessRegistry,
  { receive, missed }: RelayReceiver,
): ProcessRelay {
  const envelopes = nativeCollection<Envelope>(connection, name);
  const { owner } = registry;
  const startedAt = Date.now();
  const gathered = new Map<string, object[]>();
  /** Letters that are read and may still be there. */
  const read = new Set<string>();
  let lookedAt = startedAt;
  let hadCompany = false;
  let listening: Promise<void> | undefined;
  let posting: Promise<void> | undefined;
  let stopped = false;
  let looking = Promise.resolve();
  let timer = setTimeout(look, lookEveryMs).unref();

  return {
    owner,
    listeners: registry.listeners,
    send(to, message) {
      for (const receiver of to) {
        const waiting = gathered.get(receiver);
        if (waiting) {
          waiting.push(message);
        } else {
          gathered.set(receiver, [message]);
        }
      }
      if (gathered.size > 0) {
        posting ??= post();
      }
    },
    listening() {
      listening ??= beHeard().catch((error: unknown) => {
        listening = undefined;
        throw error;
      });
      return listening;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.all([looking, posting]);
    },
  };

  async function post(): Promise<void> {
    while (gathered.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const at = new Date(now());
      const going = [...gathered].map(([to, messages]) => ({
        _id: new mongoose.Types.ObjectId(),
        to,
        at,
        messages: JSON.stringify(messages),
      }));
      gathered.clear();
      await put(going);
    }
    posting = undefined;
  }

  /** The same envelopes again until they are there; after too long their receivers know that they missed some. */
  async function put(going: readonly (Envelope & { readonly _id: ObjectId })[]): Promise<void> {
    const end = Date.now() + gapMs;
    while (!stopped && Date.now() < end) {
      try {
        await envelopes.insertMany([...going], { ordered: false });
        return;
      } catch (error) {
        if (isDuplicateKey(error)) {
          return;
        }
        log.warn({ err: error }, "failed to send events to other processes");
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
      }
    }
  }

  function look(): void {
    if (stopped) {
      return;
    }
    looking = collect()
      .catch((error: unknown) =>
        log.warn({ err: error }, "failed to receive events of other processes"),
      )
      .finally(() => {
        if (!stopped) {
          timer = setTimeout(look, lookEveryMs).unref();
        }
      });
  }

  async function collect(): Promise<void> {
    if (registry.alive() > 1) {
      await registry.look();
      // A process that never said it listens gets no envelopes.
      if (listening) {
        await open();
      }
    }
    const moment = Date.now();
    const company = registry.alive() > 1;
    // When all stood still, or the store was away, the others seem gone at first.
    if ((company || hadCompany) && moment - lookedAt > gapMs) {
      missed();
    }
    lookedAt = moment;
    hadCompany = company;
  }

  async function open(): Promise<void> {
    const found = await envelopes.find({ to: owner }).sort({ _id: 1 }).limit(mostAtOnce).toArray();
    for (const { _id, messages } of found) {
      if (read.has(String(_id))) {
        continue;
      }
      read.add(String(_id));
      for (const message of JSON.parse(messages) as unknown[]) {
        receive(message);
      }
    }
    if (found.length > 0) {
      await envelopes.deleteMany({ _id: { $in: found.map((it) => it._id) } });
    }
    read.clear();
  }

  async function beHeard(): Promise<void> {
    await registry.listen();
    if (registry.alive() === 1) {
      return;
    }
    const soon = Math.max(2 * lookEveryMs, startedAt + noticedMs - Date.now());
    await new Promise((resolve) => setTimeout(resolve, soon));
  }
}
