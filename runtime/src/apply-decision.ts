import type { FlowNode } from "@chatloom/flows-schema";
import { waitForContact } from "./awaits-secret.ts";
import type { Decision } from "./behaviour.ts";
import { answeringEffects, type EffectBody, type TimerPurpose } from "./effect.ts";
import { callFlow, jumpTo } from "./go-elsewhere.ts";
import { fail, finishFlow, leave } from "./leave.ts";
import { fitToWindow } from "./message-window.ts";
import { callbackToken } from "./scope.ts";
import { sendRun } from "./send-run.ts";
import { setVariables } from "./set-variables.ts";
import { emit, type FrameState, type RunState, type TurnState, topFrame } from "./turn-state.ts";

/** Applies a node's decision: its effects, its variables, and the next step of the run. */
export function applyDecision(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  decision: Decision,
): void {
  const { set, typed = false, sensitive, remember, notices = [], then } = decision;
  const effects = fitToWindow(state, decision.effects ?? []);
  if (!effects) {
    const message = "The contact wrote too long ago: the channel takes only templates now";
    fail(state, run, node, "window.closed", message);
    return;
  }
  const frame = topFrame(run);
  const { messagesPerHour } = state.limits;
  const most = state.lastWord ? messagesPerHour : Math.max(1, messagesPerHour - 1);
  if (state.sent.count + countSends(effects) > most) {
    const message = `More than ${messagesPerHour} messages to one contact in an hour`;
    fail(state, run, node, "limit.messages", message);
    return;
  }
  const place = { flowId: frame.program.flowId, nodeId: node.id };
  for (const notice of notices) {
    state.path.push({ step: "noticed", ...place, ...notice });
  }
  let answering: string | undefined;
  for (const body of effects) {
    const effect = emit(state, body, frame.program.flowId, node.id);
    if ((answeringEffects as readonly string[]).includes(body.type)) {
      answering = effect.id;
    }
  }
  const problem = set && setVariables(state, frame, set, typed);
  if (problem !== undefined) {
    fail(state, run, node, "variable.not-writable", problem);
    return;
  }
  if (sensitive) {
    keepSecret(state, frame, sensitive);
  }
  if (remember !== undefined) {
    frame.memory[node.id] = remember;
  } else {
    delete frame.memory[node.id];
  }
  go(state, run, node, then, answering);
}

/** Leaves the answer to the shell, and the id of its message in its place. */
function keepSecret(
  state: TurnState,
  frame: FrameState,
  { variable, messageId, value }: NonNullable<Decision["sensitive"]>,
): void {
  // In any other scope there are only the dots.
  if (Object.hasOwn(frame.variables, variable)) {
    frame.sensitive[variable] = messageId;
  }
  if (value !== undefined) {
    state.sensitive = { messageId, value };
  }
}

function go(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  then: Decision["then"],
  answering: string | undefined,
): void {
  switch (then.do) {
    case "leave":
      leave(state, run, node, then.port);
      break;
    case "wait":
      wait(state, run, node, then);
      break;
    case "waitForEffect":
      waitForEffect(state, run, node, then.memory, answering);
      break;
    case "jump":
      jumpTo(state, run, node, then);
      break;
    case "move":
      sendRun(state, run, node, then.conversationId, then.port);
      break;
    case "call":
      callFlow(state, run, node, then.flowId, then.inputs);
      break;
    case "fail":
      fail(state, run, node, then.code, then.message, then.details);
      break;
    case "decline":
      fail(state, run, node, "node.failed", "The step did not take what it was given");
      break;
    case "end":
      finishFlow(state, run, "end");
      break;
  }
}

/** How long a callback address can be called, even where the step waits without a limit: 30 days. */
const callbackMs = 30 * 86_400_000;

const purposes = {
  contact: "answerTimeout",
  callback: "answerTimeout",
  timer: "wait",
  people: "handoffTimeout",
} as const satisfies Record<string, TimerPurpose>;

function wait(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  then: Extract<Decision["then"], { do: "wait" }>,
): void {
  const frame = topFrame(run);
  const { flowId } = frame.program;
  frame.memory[node.id] = then.memory;
  const at = then.timeoutAt ?? (then.for === "timer" ? state.context.now : undefined);
  let timer: { timerId?: string } = {};
  if (at !== undefined) {
    const timerId = `${state.context.turnId}:t${state.timers++}`;
    const purpose = then.purpose ?? purposes[then.for];
    emit(state, { type: "startTimer", timerId, at, purpose }, flowId, node.id);
    timer = { timerId };
  }
  if (then.for === "timer") {
    run.waiting = { for: "timer", timerId: timer.timerId ?? "" };
  } else if (then.for === "callback") {
    run.waiting = {
      for: "callback",
      token: then.token ?? callbackToken(state),
      expiresAt: state.context.now + callbackMs,
      ...timer,
    };
  } else if (then.for === "contact") {
    run.waiting = waitForContact(node, timer.timerId);
  } else {
    run.waiting = { for: then.for, ...timer };
  }
  state.path.push({ step: "waits", flowId, nodeId: node.id, for: then.for });
}

function waitForEffect(
  state: TurnState,
  run: RunState,
  node: FlowNode,
  memory: Extract<Decision["then"], { do: "waitForEffect" }>["memory"],
  effectId: string | undefined,
): void {
  if (effectId === undefined) {
    fail(state, run, node, "node.failed", "The step waits for an answer to nothing");
    return;
  }
  const frame = topFrame(run);
  frame.memory[node.id] = memory;
  run.waiting = { for: "effect", effectId };
  const { flowId } = frame.program;
  state.path.push({ step: "waits", flowId, nodeId: node.id, for: "effect" });
}

function countSends(effects: readonly EffectBody[]): number {
  let count = 0;
  for (const effect of effects) {
    if (effect.type === "send") {
      count++;
    }
  }
  return count;
}
