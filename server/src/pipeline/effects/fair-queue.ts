/** Work that waits its turn. */
interface Waiting<R> {
  readonly kind: string;
  readonly run: () => Promise<R>;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/** The limits of a queue. */
export interface FairQueueLimits {
  /** How many pieces of work run at once. */
  readonly atOnce: number;
  /** How many of them may belong to one owner. */
  readonly atOncePerOwner: number;
  /** How many of one owner's may be of one kind, so that slow work of a kind leaves room for others. */
  readonly atOncePerKind?: number;
  /** How much work of one owner may wait. */
  readonly waitingPerOwner: number;
  /** How long one owner's work may run within a minute, in milliseconds. What exceeds it waits for the next minute. */
  readonly msPerMinute?: number;
}

/** One owner has more work waiting than the queue takes. */
export class QueueFull extends Error {}

/** Runs work of several owners so that no owner's work waits for another's for long. */
export interface FairQueue {
  /** Runs the work when it is the owner's turn. Rejects with `QueueFull`, or as the work does. */
  readonly add: <R>(owner: string, run: () => Promise<R>, kind?: string) => Promise<R>;
}

interface Owner {
  readonly waiting: Waiting<unknown>[];
  /** The kinds of what runs. */
  readonly running: string[];
  /** When it was its turn last, counted in turns. */
  lastTurn: number;
  minute: number;
  usedMs: number;
}

const minuteMs = 60_000;

function newOwner(): Owner {
  return { waiting: [], running: [], lastTurn: 0, minute: 0, usedMs: 0 };
}

/** Makes a queue. `now` gives milliseconds of any clock. */
export function createFairQueue(
  {
    atOnce,
    atOncePerOwner,
    atOncePerKind = atOncePerOwner,
    waitingPerOwner,
    msPerMinute,
  }: FairQueueLimits,
  now: () => number = () => performance.now(),
): FairQueue {
  const owners = new Map<string, Owner>();
  let turns = 0;
  let running = 0;
  let timer: NodeJS.Timeout | undefined;

  return {
    add: (name, run, kind = "") =>
      new Promise((resolve, reject) => {
        const owner = owners.get(name) ?? newOwner();
        owners.set(name, owner);
        if (owner.waiting.length >= waitingPerOwner) {
          reject(new QueueFull(`More than ${waitingPerOwner} calls of one workspace are waiting`));
          return;
        }
        owner.waiting.push({ kind, run, resolve, reject } as Waiting<unknown>);
        begin();
      }),
  };

  function begin(): void {
    while (running < atOnce) {
      const ready = [...owners].filter(([, it]) => mayRun(it));
      const [name, owner] = ready.sort(([, a], [, b]) => a.lastTurn - b.lastTurn)[0] ?? [];
      const work = owner?.waiting.find((it) => kindMayRun(owner, it));
      if (name === undefined || !owner || !work) {
        break;
      }
      owner.waiting.splice(owner.waiting.indexOf(work), 1);
      owner.lastTurn = ++turns;
      void carryOut(name, owner, work);
    }
    wakeNextMinute();
  }

  function mayRun(owner: Owner): boolean {
    if (owner.running.length >= atOncePerOwner) {
      return false;
    }
    if (!owner.waiting.some((it) => kindMayRun(owner, it))) {
      return false;
    }
    return msPerMinute === undefined || used(owner) < msPerMinute;
  }

  function kindMayRun(owner: Owner, { kind }: Waiting<unknown>): boolean {
    return owner.running.filter((it) => it === kind).length < atOncePerKind;
  }

  function used(owner: Owner): number {
    const minute = Math.floor(now() / minuteMs);
    if (owner.minute !== minute) {
      owner.minute = minute;
      owner.usedMs = 0;
    }
    return owner.usedMs;
  }

  async function carryOut(name: string, owner: Owner, work: Waiting<unknown>): Promise<void> {
    const began = now();
    running++;
    owner.running.push(work.kind);
    try {
      work.resolve(await work.run());
    } catch (error) {
      work.reject(error);
    } finally {
      running--;
      owner.running.splice(owner.running.indexOf(work.kind), 1);
      owner.usedMs = used(owner) + now() - began;
      const idle = owner.waiting.length === 0 && owner.running.length === 0;
      if (idle && msPerMinute === undefined) {
        owners.delete(name);
      }
      begin();
    }
  }

  /** Work that waits for its owner's next minute is looked at then; owners without any are forgotten. */
  function wakeNextMinute(): void {
    if (timer || msPerMinute === undefined || owners.size === 0) {
      return;
    }
    timer = setTimeout(
      () => {
        timer = undefined;
        for (const [name, it] of owners) {
          if (it.waiting.length === 0 && it.running.length === 0) {
            owners.delete(name);
          }
        }
        begin();
      },
      minuteMs - (now() % minuteMs) + 1,
    ).unref();
  }
}
