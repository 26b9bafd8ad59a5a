import type { Effect } from "../effect.ts";
import { botMayAct, type HandoffTerms, type ShellState, type ShellTimer } from "./shell-state.ts";

type Changing = Pick<
  ShellState,
  "handler" | "waitingSince" | "pausedAt" | "returnsAt" | "handoff" | "timers"
>;

/** Hands the conversation to people who have not come yet. The time limit of the handoff runs; the bot's timers are paused. */
export function handToPeople(state: Changing, now: number, handoff?: HandoffTerms): Changing {
  return {
    timers: state.timers,
    handler: "waiting",
    waitingSince: now,
    pausedAt: state.pausedAt ?? now,
    returnsAt: undefined,
    handoff,
  };
}

/** Gives the conversation to a person. Somebody came, so the time limit of the handoff is over. */
export function giveToPerson(state: Changing, now: number): Changing {
  return {
    handler: "human",
    waitingSince: undefined,
    pausedAt: state.pausedAt ?? now,
    returnsAt: returnTime(state, now),
    handoff: state.handoff,
    timers: withoutHandoff(state.timers),
  };
}

/** Gives the conversation back to the bot. Its timers continue with the time that was left when people got the conversation. */
export function giveToBot(state: Changing, now: number): Changing {
  const away = state.pausedAt === undefined ? 0 : Math.max(0, now - state.pausedAt);
  const timers = withoutHandoff(state.timers);
  return {
    handler: "bot",
    waitingSince: undefined,
    pausedAt: undefined,
    returnsAt: undefined,
    handoff: undefined,
    timers:
      away === 0
        ? timers
        : timers.map((it) => (standsStill(it) ? { ...it, at: it.at + away } : it)),
  };
}

/** When the conversation of a person returns to the bot if nobody writes after `now`; undefined: it stays. */
export function returnTime(
  { handoff, returnsAt }: Pick<ShellState, "handoff" | "returnsAt">,
  now: number,
): number | undefined {
  return handoff?.returnAfterMs === undefined ? returnsAt : now + handoff.returnAfterMs;
}

/** Whether the time is over that a person was to have the conversation. */
export function returnIsDue(
  { handler, returnsAt }: Pick<ShellState, "handler" | "returnsAt">,
  now: number,
): boolean {
  return handler === "human" && returnsAt !== undefined && returnsAt <= now;
}

/** Reads the contract of a handoff step. */
export function termsOf(effect: Extract<Effect, { type: "handOff" }>): HandoffTerms {
  const { id: _id, type: _type, desk: _desk, distribution, priority = "normal", ...rest } = effect;
  const byServer = ["team", "skill", "roundRobin"].includes(rest.assignTo);
  return { ...rest, distribution: byServer ? (distribution ?? "leastBusy") : "manual", priority };
}

/** Returns the timers that may fire now: all while the bot has the conversation, the handoff's time limit until a person comes. */
export function runningTimers(
  state: Pick<ShellState, "handler" | "timers">,
): readonly ShellTimer[] {
  if (botMayAct(state)) {
    return state.timers;
  }
  const waits = state.handler === "waiting";
  return waits ? state.timers.filter((it) => it.purpose === "handoffTimeout") : [];
}

/** Tells whether a timer is paused while people have the conversation: a time limit for the contact is, a delay is not. */
function standsStill({ purpose }: ShellTimer): boolean {
  return purpose !== "wait";
}

function withoutHandoff(timers: readonly ShellTimer[]): readonly ShellTimer[] {
  return timers.some((it) => it.purpose === "handoffTimeout")
    ? timers.filter((it) => it.purpose !== "handoffTimeout")
    : timers;
}
