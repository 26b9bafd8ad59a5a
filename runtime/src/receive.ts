import { hideFrom } from "./awaits-secret.ts";
import type { Effect } from "./effect.ts";
import { endAs, expire } from "./expire-run.ts";
import { followRoute } from "./follow-route.ts";
import type { Input } from "./input.ts";
import { interruptEffect } from "./interrupt-effect.ts";
import { fail, giveUp } from "./leave.ts";
import {
  matchInterrupt,
  matchKeywordOf,
  matchPostback,
  matchReferral,
  matchStopWord,
  matchTrigger,
  type TriggerMatch,
} from "./match-trigger.ts";
import { messageView } from "./message-view.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import { openLink } from "./open-link.ts";
import { receiveRun } from "./receive-run.ts";
import { reportUnclaimed } from "./report-unclaimed.ts";
import { resume } from "./resume-run.ts";
import { routeMessage } from "./route-message.ts";
import { awaitsCallback, ownsTimer } from "./run-awaits.ts";
import {
  endParked,
  endRun,
  expiryTimerId,
  rests,
  setAside,
  startRun,
  stopWaiting,
} from "./run-life.ts";
import { startAt } from "./start-at.ts";
import { emit, type RunState, type TurnState, topFrame } from "./turn-state.ts";
import { ignoresEarlier, takesEvent } from "./waiting-step.ts";
import { nodeAt, walk } from "./walk.ts";

/** Receives one input: it resumes the run, starts another one, waits for an effect to end, or does nothing. */
export function receive(state: TurnState, input: Input): void {
  const { run } = state;
  const waiting = run?.waiting;
  state.causes = input.type === "contactChanged" ? (input.causes ?? []) : [];
  if (state.context.withPeople && fromContact.has(input.type)) {
    receiveBesidePeople(state, input);
    return;
  }
  switch (input.type) {
    case "expired":
      if (run) {
        endAs(state, "expired");
      }
      return;
    case "timerFired":
      if (run && ownsTimer(run, input.timerId)) {
        fire(state, input);
      } else {
        wakeParked(state, input, (it) => ownsTimer(it, input.timerId));
      }
      return;
    case "effectAnswered":
    case "effectFailed":
      if (waiting?.for === "effect" && waiting.effectId === input.effectId) {
        resume(state, input);
      }
      // The shell could not hand the conversation over: the handoff step takes its error port.
      if (waiting?.for === "people" && input.type === "effectFailed") {
        resume(state, input);
      }
      return;
    case "tooFast":
      stop(state, input);
      return;
  }
  if (run && waiting?.for === "effect") {
    if (!interruptEffect(state, run, waiting.effectId, input)) {
      // The question that waits behind is asked again: what is queued is stored.
      state.queue.push({ id: state.context.turnId, input: hideFrom(state.parked, input) });
      state.handled = true;
    }
    return;
  }
  if (waiting?.for === "people") {
    if (input.type === "handedBack") {
      resume(state, input);
    }
    return;
  }
  receiveFreely(state, input);
}

/** Receives an input while the run waits neither for an effect nor for people. */
function receiveFreely(state: TurnState, input: Input): void {
  const { run, programs, context } = state;
  const shown = hideFrom(run ? [run] : [], input);
  state.message = messageView(shown, context.publicUrl) ?? state.message;
  switch (input.type) {
    case "handedBack":
      return;
    case "callback":
      if (run && awaitsCallback(run, input.token, context.now)) {
        resume(state, input);
      } else if (!wakeParked(state, input, (it) => awaitsCallback(it, input.token, context.now))) {
        reportUnclaimed(state, input);
      }
      return;
    case "runMoved":
      receiveRun(state, input.run);
      return;
    case "start": {
      const { flowId, version } = input;
      const program =
        version === undefined
          ? programs.active.find((it) => it.flowId === flowId)
          : programs.pinned(flowId, version);
      const nodeId = input.nodeId ?? program?.start;
      if (program && nodeId !== undefined && program.nodes.has(nodeId)) {
        startRun(state, program, nodeId, "start", input.variables ?? {});
        walk(state);
      }
      return;
    }
    case "postback":
      if (followRoute(state, input)) {
        return;
      }
      if (startAt(state, matchPostback(programs.active, input.payload, context), input)) {
        return;
      }
      break;
    case "welcome":
    case "referral":
      if (!openLink(state, input.link, input)) {
        startAt(state, matchTrigger(programs.active, input, context), input);
      }
      return;
  }
  if (input.type === "message" && input.referral) {
    const { ref, link } = input.referral;
    if (openLink(state, link, input)) {
      return;
    }
    // Values of a page come without a link.
    const match = ref === "" ? undefined : matchReferral(programs.active, ref, context);
    if (startAt(state, match, input)) {
      return;
    }
  }
  if (input.type === "message" || input.type === "postback") {
    const interrupt = matchInterrupt(programs.active, input, context);
    if (interrupt) {
      endRun(state, "replaced");
      endParked(state, () => true);
      startAt(state, interrupt, input);
      return;
    }
    if (run?.waiting?.for === "contact") {
      if (input.type === "message" && state.early && ignoresEarlier(state, run)) {
        return;
      }
      if (resume(state, input)) {
        return;
      }
    }
  }
  if (input.type === "event" && run && takesEvent(state, run, input.name) && resume(state, input)) {
    return;
  }
  const routed = routeMessage(state, input);
  if (routed !== "noFlow") {
    startBeside(state, routed ?? matchTrigger(programs.active, input, context), input);
  }
}

/**
 * Starts a flow while the run waits. If that flow ends within the turn, such as a default reply, the run continues to wait;
 * if it waits itself, it replaces the run.
 */
function startBeside(state: TurnState, match: TriggerMatch | undefined, input: Input): void {
  const resting = state.run;
  if (!match) {
    return;
  }
  state.run = undefined;
  startAt(state, match, input);
  const started = state.run as RunState | undefined;
  state.run = resting;
  if (!started) {
    return;
  }
  setAside(state, match.program.flowId, match.node.id);
  state.run = started;
}

const fromContact: ReadonlySet<Input["type"]> = new Set(["message", "postback", "tooFast"]);

/**
 * Receives what the contact says while people have the conversation: a stop word, a word that ends the handoff, or, until somebody has
 * come, a keyword that the handoff step lets the bot answer.
 */
function receiveBesidePeople(state: TurnState, input: Input): void {
  const { programs, context, run } = state;
  const stopWord = matchStopWord(programs.active, input, context);
  if (stopWord) {
    actBeside(state, stopWord, input);
    return;
  }
  const waits = run?.waiting?.for === "people";
  if (!waits || resume(state, input) || !context.untaken) {
    return;
  }
  const node = nodeAt(state, topFrame(run));
  const flowIds = node && behaviourOf(node).answersMeanwhile?.(node.data);
  if (flowIds && flowIds.length > 0) {
    const flows = programs.active.filter((it) => flowIds.includes(it.flowId));
    const keyword = matchKeywordOf(flows, input, context);
    if (keyword) {
      actBeside(state, keyword, input);
    }
  }
}

/** Runs a flow beside the run, which stays where it is. The flow may neither wait nor change who has the conversation. */
function actBeside(state: TurnState, match: TriggerMatch, input: Input): void {
  const resting = state.run;
  const handled = state.message;
  state.run = undefined;
  state.message = messageView(input, state.context.publicUrl) ?? state.message;
  startAt(state, match, input);
  endRun(state, "replaced");
  state.run = resting;
  state.message = handled;
  const allowed = state.effects.filter(({ type }) => !ownership.has(type));
  state.effects.splice(0, state.effects.length, ...allowed);
}

const ownership: ReadonlySet<Effect["type"]> = new Set(["handOff", "takeBack", "lookUpQueue"]);

function fire(state: TurnState, input: Extract<Input, { type: "timerFired" | "callback" }>): void {
  const { run } = state;
  if (run && input.type === "timerFired" && input.timerId === expiryTimerId(run.id)) {
    expire(state);
  } else {
    resume(state, input);
  }
}

/** Gives an input to the parked run that waits for it; false if there is none. That run goes first; the current run continues after it. */
function wakeParked(
  state: TurnState,
  input: Extract<Input, { type: "timerFired" | "callback" }>,
  isMeant: (run: RunState) => boolean,
): boolean {
  const { parked, run: current } = state;
  const index = parked.findIndex(isMeant);
  const [woken] = index < 0 ? [] : parked.splice(index, 1);
  if (!woken) {
    return false;
  }
  if (current?.waiting?.for === "effect") {
    parked.splice(index, 0, woken);
    state.queue.push({ id: state.context.turnId, input });
    state.handled = true;
    return true;
  }
  state.run = woken;
  fire(state, input);
  const after = state.run as RunState | undefined;
  if (!after || rests(after)) {
    if (after && current) {
      parked.push(after);
    }
    state.run = current ?? after;
  } else if (current) {
    parked.push(current);
  }
  return true;
}

/** Fails the step that the run is at because too many turns came in a short time. */
function stop(state: TurnState, { message, final }: Extract<Input, { type: "tooFast" }>): void {
  const { run } = state;
  const node = run && nodeAt(state, topFrame(run));
  if (!run || !node) {
    if (!final) {
      emit(state, { type: "alert", code: "limit.turns", message }, "", "");
    }
    return;
  }
  state.handled = true;
  stopWaiting(state, run);
  if (final) {
    giveUp(state, run, node, message);
  } else {
    fail(state, run, node, "limit.turns", message);
  }
  walk(state);
}
