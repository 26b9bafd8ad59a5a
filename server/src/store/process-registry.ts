import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Connection } from "mongoose";
import { programVersion } from "../context/program-version.ts";
import { type ProcessFields, processes } from "./process-model.ts";

/** Lets the processes over one store know of each other. */
export interface ProcessRegistry {
  /** This process's name in leases. */
  readonly owner: string;
  /** How many are alive, this one included. */
  readonly alive: () => number;
  /** The other live processes that subscribed to events of this one. */
  readonly listeners: () => readonly string[];
  /** Records that a client is connected here, so that other processes send their events. */
  readonly listen: () => Promise<void>;
  /** Reads who the others are. */
  readonly look: () => Promise<void>;
  /** Records that this process is alive, and reads who the others are. */
  readonly beat: () => Promise<void>;
  /** Processes that are certainly dead: of this machine, with no such process any more. Found once each. */
  readonly findDead: () => Promise<readonly string[]>;
  readonly leave: () => Promise<void>;
}

/** A process that has been silent for so long does not count as alive. */
export const silentMs = 6_000;
/** Its record is kept a while for `findDead`. */
const forgottenMs = 3_600_000;
/** Servers within this very process; tests run several. */
const own = new Set<string>();

/** Made once per server. */
export function createProcessRegistry(connection: Connection, now: () => number): ProcessRegistry {
  const host = hostname();
  const owner = `${host}.${process.pid}.${randomBytes(4).toString("hex")}`;
  let others: readonly ProcessFields[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let listening = false;
  const startedAt = now();
  own.add(owner);

  return {
    owner,
    alive: () => others.length + 1,
    listeners: () => others.filter((it) => it.listening).map((it) => it.owner),
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
      if (gone.length > 0) {
        await processes(connection).deleteMany({ owner: { $in: gone } });
      }
      return dead.map((it) => it.owner);
    },
    async leave() {
      own.delete(owner);
      await processes(connection).deleteOne({ owner });
    },
  };

  async function beat(): Promise<void> {
    const version = programVersion;
    const alive = { seenAt: now(), startedAt, version, listening };
    const fields = { owner, host, pid: process.pid, ...alive };
    await processes(connection).updateOne({ owner }, { $set: fields }, { upsert: true });
    await look();
  }

  async function look(): Promise<void> {
    const began = performance.now();
    const known = await processes(connection)
      .find({ owner: { $ne: owner } })
      .lean();
    // Of two looks the one that began later knows better, whichever is answered first.
    if (began < lookedAt) {
      return;
    }
    const there = known.filter((it) => it.host !== host || !isGone(it));
    others = there.filter((it) => it.seenAt > now() - silentMs);
    lookedAt = began;
  }
}

/** A restarted container may have the same host name and process id: then the other one is a former self. */
function isGone({ pid, owner }: ProcessFields): boolean {
  if (pid === process.pid) {
    return !own.has(owner);
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}
