import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Connection } from "mongoose";
import { type ProcessFields, processes } from "./process-model.ts";

/** Lets the processes over one store know of each other. */
export interface ProcessRegistry {
  /** This process's name in leases. */
  readonly owner: string;
  /** How many are alive, this one included. */
  readonly alive: () => number;
  /**
   * A number as long as it is certain that no other process reads or writes, undefined otherwise; another number after every
   * interruption. Certain means: a newcomer would still be waiting for this process to notice it.
   */
  readonly solitude: () => number | undefined;
  /** The others that are alive and want to hear what happens here. */
  readonly listeners: () => readonly string[];
  /** Enters the company of the others; resolves when none of them takes itself to be alone any more. */
  readonly join: () => Promise<void>;
  /** Says that someone is connected here who hears what others do. */
  readonly listen: () => Promise<void>;
  /** Looks who the others are. */
  readonly look: () => Promise<void>;
  /** Says that this one is alive, and looks at the others. */
  readonly beat: () => Promise<void>;
  /** Processes that are certainly dead: of this machine, with no such process any more. Found once each. */
  readonly findDead: () => Promise<readonly string[]>;
  readonly leave: () => Promise<void>;
}

/** A process that has not been heard of for so long does not count. */
const silentMs = 6_000;
/** One on another machine may only be held up, and go on; after so long that is not reckoned with. */
const goneMs = 60_000;
/** Its record is kept a while for `findDead`. */
const forgottenMs = 3_600_000;
/** Whoever has not looked for so long does not take itself to be alone, so a newcomer waits no longer. */
const aloneMs = 4_000;
const joinEveryMs = 100;
/** Servers within this very process; tests run several. */
const own = new Set<string>();

/** Made once per server. */
export function createProcessRegistry(connection: Connection, now: () => number): ProcessRegistry {
  const host = hostname();
  const owner = `${host}.${process.pid}.${randomBytes(4).toString("hex")}`;
  let others: readonly ProcessFields[] = [];
  /** Those that may still do something, alive or not. */
  let company: readonly ProcessFields[] = [];
  let told: readonly string[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let interruptions = 0;
  let listening = false;
  own.add(owner);

  return {
    owner,
    alive: () => others.length + 1,
    solitude: () =>
      company.length === 0 && performance.now() - lookedAt < aloneMs ? interruptions : undefined,
    listeners: () => others.filter((it) => it.listening).map((it) => it.owner),
    async join() {
      await beat();
      const end = performance.now() + aloneMs;
      while (performance.now() < end && company.some((it) => !it.knows?.includes(owner))) {
        await new Promise((resolve) => setTimeout(resolve, joinEveryMs));
        await look();
      }
    },
    async listen() {
      listening = true;
      await beat();
    },
    look,
    beat,
    async findDead() {
      const others = await processes(connection)
        .find({ owner: { $ne: owner } })
        .lean();
      const dead = others.filter((it) => it.host === host && isGone(it));
      const old = others.filter((it) => it.seenAt < now() - forgottenMs);
      const gone = [...dead, ...old].map((it) => it.owner);
      if (gone.length > 0) await processes(connection).deleteMany({ owner: { $in: gone } });
      return dead.map((it) => it.owner);
    },
    async leave() {
      own.delete(owner);
      await processes(connection).deleteOne({ owner });
    },
  };

  async function beat(): Promise<void> {
    const fields = { owner, host, pid: process.pid, seenAt: now(), listening };
    await processes(connection).updateOne({ owner }, { $set: fields }, { upsert: true });
    await look();
  }

  async function look(): Promise<void> {
    const began = performance.now();
    const known = await processes(connection)
      .find({ owner: { $ne: owner } })
      .lean();
    // Of two looks the one that began later knows better, whichever is answered first.
    if (began < lookedAt) return;
    const there = known.filter((it) => it.host !== host || !isGone(it));
    others = there.filter((it) => it.seenAt > now() - silentMs);
    company = there.filter((it) => it.host === host || it.seenAt > now() - goneMs);
    if (company.length > 0 || began - lookedAt > aloneMs) interruptions += 1;
    lookedAt = began;
    await publishKnown();
  }

  /** Only once nothing here relies on being alone. */
  async function publishKnown(): Promise<void> {
    const knows = company.map((it) => it.owner);
    if (knows.length === told.length && knows.every((it) => told.includes(it))) return;
    await processes(connection).updateOne({ owner }, { $set: { knows } });
    told = knows;
  }
}

/** A restarted container may have the same host name and process id: then the other one is a former self. */
function isGone({ pid, owner }: ProcessFields): boolean {
  if (pid === process.pid) return !own.has(owner);
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
