import type { Input } from "@chatloom/runtime";

/** The turns of one conversation in a window of ten seconds. */
export interface TurnPace {
  /** When the window began. */
  readonly since: number;
  /** About what came from outside. */
  readonly heard: number;
  /** About what the run itself waited for: timers, answers of calls. */
  readonly own: number;
}

/** The decision about an input at this pace. `stop`: the run takes its error path. `end`: it has taken it, and ends. */
export type PaceVerdict = "take" | "stop" | "passOver" | "end";

/** More than a person can ask for; what answers itself soon exceeds it. */
export const defaultTurnsPerSecond = 5;
const windowMs = 10_000;
/** A step repeated for a hundred items, each with a call, is no mistake. */
const ownForHeard = 4;
/** Turns of its own that an error path may still take. */
const graceTurns = 10;

/** The pace as it stands at a moment; what is older than the window does not count. */
export function paceAt(pace: TurnPace | undefined, moment: number): TurnPace {
  return pace && moment < pace.since + windowMs ? pace : { since: moment, heard: 0, own: 0 };
}

/** When the window of a pace is over. */
export function paceEnd({ since }: TurnPace): number {
  return since + windowMs;
}

/** The most turns about such inputs within one window. */
export function mostTurns(type: Input["type"], perSecond: number): number {
  return ((perSecond * windowMs) / 1_000) * (isOwn(type) ? ownForHeard : 1);
}

/**
 * Judges the next input. What comes from outside too fast is not answered until the window is over; but a run is not left waiting for
 * what it never hears.
 */
export function judgePace(
  { heard, own }: TurnPace,
  type: Input["type"],
  perSecond: number,
): PaceVerdict {
  const most = mostTurns(type, perSecond);
  const count = isOwn(type) ? own : heard;
  if (count < most) {
    return "take";
  }
  if (count === most) {
    return "stop";
  }
  if (!isOwn(type)) {
    return "passOver";
  }
  return count <= most + graceTurns ? "take" : "end";
}

/** The pace with one more turn. */
export function withTurn(pace: TurnPace, type: Input["type"]): TurnPace {
  return isOwn(type) ? { ...pace, own: pace.own + 1 } : { ...pace, heard: pace.heard + 1 };
}

const ownTypes: ReadonlySet<Input["type"]> = new Set([
  "timerFired",
  "effectAnswered",
  "effectFailed",
  "handedBack",
  "callback",
  "runMoved",
  "expired",
]);

function isOwn(type: Input["type"]): boolean {
  return ownTypes.has(type);
}
