import type { Signal } from "./signal.ts";

/**
 * Conversations that a process which is alone keeps in its hands for a moment after a turn: people answer within seconds, and what is
 * left to write of one turn is then written with the next.
 */
export interface Lingering {
  /** Whether anything may linger now. */
  readonly allowed: () => boolean;
  /** Waits for the signal as long as that is allowed, and at most so long. */
  readonly wait: (signal: Signal, ms: number) => Promise<void>;
  readonly count: () => number;
  /** Ends what lingers. */
  readonly end: () => void;
  /** Ends what lingers, and allows none until what is returned is called. */
  readonly forbid: () => () => void;
}

/** So many at most: each keeps a few kilobytes, and is left to be settled should the process die. */
const most = 5_000;

/** Made once per server; `alone` tells whether nobody else wants to work on conversations. */
export function createLingering(alone: () => boolean): Lingering {
  const waiting = new Set<Signal>();
  let forbidden = 0;

  return {
    allowed: () => forbidden === 0 && alone(),
    async wait(signal, ms) {
      waiting.add(signal);
      const [oldest] = waiting;
      if (oldest && waiting.size > most) {
        oldest.raise();
        waiting.delete(oldest);
      }
      await signal.wait(ms);
      waiting.delete(signal);
    },
    count: () => waiting.size,
    end,
    forbid() {
      forbidden += 1;
      end();
      return () => {
        forbidden -= 1;
      };
    },
  };

  function end(): void {
    for (const signal of waiting) signal.raise();
    waiting.clear();
  }
}
