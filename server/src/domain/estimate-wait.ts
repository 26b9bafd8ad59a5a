/** The facts of an estimate. */
export interface QueuePace {
  /** The contact's place in the queue, from 1. */
  readonly position: number;
  /** Members who could take a conversation at once. */
  readonly free: number;
  /** Members who are online. */
  readonly online: number;
  /** When conversations of this queue were last taken, in epoch milliseconds, in any order. */
  readonly takenAt: readonly number[];
}

/** How long a member is thought to need for a conversation where nothing is known yet. */
const guessedMs = 10 * 60_000;
/** Fewer than this tell nothing about the pace. */
const leastTaken = 3;
const longestMinutes = 24 * 60;

/** The expected wait in whole minutes, from 1 to 1,440: by how fast the queue moved lately, or by how many people are there. */
export function estimateWait({ position, free, online, takenAt }: QueuePace, now: number): number {
  if (position <= free) {
    return 1;
  }
  const since = now - Math.min(...takenAt);
  const interval =
    takenAt.length >= leastTaken ? since / takenAt.length : guessedMs / Math.max(1, online);
  const minutes = Math.ceil((position * interval) / 60_000);
  return Math.min(longestMinutes, Math.max(1, minutes));
}
