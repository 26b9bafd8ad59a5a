import type { Logger } from "pino";
import { isStoreAway } from "./is-store-away.ts";

/** Work that stands in the store with the moment at which it is due. */
export interface DueWorkParts<T> {
  readonly log: Logger;
  /** The name of the work, for the log. */
  readonly name: string;
  readonly lookEveryMs: number;
  readonly mostAtOnce: number;
  /** Whether the regular look is needed now. */
  readonly isNeeded?: () => boolean;
  /** Called before each look. */
  readonly prepare?: () => Promise<void>;
  /** Takes the next due work for this process; undefined where there is none. */
  readonly take: () => Promise<T | undefined>;
  readonly work: (taken: T) => Promise<void>;
  /** The ids of taken work, for the log. */
  readonly idsOf: (taken: T) => object;
}

/** A loop that does due work, some of it at the same time. */
export interface DueWork {
  /** Looks now for due work. */
  readonly look: () => void;
  /** Takes no more work. Resolves when nothing is being taken. */
  readonly stop: () => Promise<void>;
  /** Resolves when the taken work has ended. */
  readonly idle: () => Promise<unknown>;
}

/** Does due work: looks at intervals, when told to, and whenever some work ended. The store must lease what is taken. */
export function startDueWork<T>(parts: DueWorkParts<T>): DueWork {
  const { log, name, lookEveryMs, mostAtOnce, isNeeded, prepare, take, work, idsOf } = parts;
  const running = new Set<Promise<void>>();
  let looking = Promise.resolve();
  let stopped = false;
  const timer = setInterval(() => {
    if (isNeeded?.() ?? true) {
      look();
    }
  }, lookEveryMs);
  timer.unref();

  return {
    look,
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
    },
    idle: () => Promise.all(running),
  };

  function look(): void {
    looking = looking.then(takeDue).catch((error: unknown) => {
      if (!stopped && !isStoreAway(error)) {
        log.error({ err: error }, `failed to look for ${name}`);
      }
    });
  }

  async function takeDue(): Promise<void> {
    if (stopped || running.size >= mostAtOnce) {
      return;
    }
    await prepare?.();
    while (running.size < mostAtOnce && !stopped) {
      const taken = await take();
      if (taken === undefined) {
        return;
      }
      const done = work(taken)
        .catch((error: unknown) => {
          if (!stopped && !isStoreAway(error)) {
            log.error({ err: error, ...idsOf(taken) }, `failed to work on ${name}`);
          }
        })
        .finally(() => {
          running.delete(done);
          look();
        });
      running.add(done);
    }
  }
}
