import { defaultLimits } from "./limits.ts";
import { receive } from "./receive.ts";
import { receiveQueue } from "./receive-queue.ts";
import type { Run, Waiting } from "./run.ts";
import { endRun, expiryMs, expiryTimerId } from "./run-life.ts";
import { TurnValues } from "./scope.ts";
import { closeFrame, openFrames, reportLost } from "./stored-frames.ts";
import type { PathStep, Turn, TurnRequest } from "./turn.ts";
import { emit, type RunState, type TurnState, topFrame } from "./turn-state.ts";

const hourMs = 3_600_000;

/**
 * Computes all that the bot does about one input, as data: the run afterwards, the effects for the shell, and the path taken. The
 * same arguments give the same bytes. No content of a flow or an input makes it throw.
 */
export function takeTurn(request: TurnRequest): Turn {
  const state = openTurn(request);
  try {
    receive(state, request.input);
    receiveQueue(state);
  } catch (error) {
    surprise(state, error);
  }
  return closeTurn(state, request);
}

function openTurn({ programs, run, context }: TurnRequest): TurnState {
  const limits = { ...defaultLimits, ...context.limits };
  const hour = Math.floor(context.now / hourMs);
  const own = run?.sent.hour === hour ? run.sent.count : 0;
  const state: TurnState = {
    programs,
    context,
    limits,
    effects: [],
    path: [],
    queue: [...(run?.queued ?? [])],
    sent: { hour, count: Math.max(own, context.sentThisHour ?? 0) },
    values: undefined as never,
    run: undefined,
    cursor: undefined,
    handled: false,
    steps: 0,
    stepLimit: limits.stepsPerTurn,
    inGrace: false,
    timers: 0,
    runs: 0,
    contact: context.contact,
    workspace: context.workspace.variables,
    message: run?.message ?? {},
    parked: [],
    causes: [],
    early: false,
    lastWord: false,
  };
  (state as { values: TurnState["values"] }).values = new TurnValues(state);
  if (!run) {
    return state;
  }
  state.parked.push(...(run.parked ?? []).flatMap((it) => reopen(state, it) ?? []));
  state.run = reopen(state, run);
  return state;
}

/** Finds the flow versions of a stored run. If one is missing, the run ends with an alert, and the input may start another run. */
function reopen(state: TurnState, run: Run): RunState | undefined {
  const frames = openFrames(state.programs, run.frames);
  if ("missing" in frames) {
    reportLost(state, frames.missing);
    for (const timerId of timersOf(run)) {
      const { flowId, nodeId } = frames.missing;
      emit(state, { type: "cancelTimer", timerId }, flowId, nodeId);
    }
    return undefined;
  }
  const [outer] = frames;
  if (!outer) {
    return undefined;
  }
  return {
    id: run.id,
    startedAt: run.startedAt,
    start: run.start,
    stored: true,
    frames,
    callbacks: run.callbacks ? { ...run.callbacks } : { secret: run.id, count: 0 },
    causes: run.causes ?? [outer.program.flowId],
    moves: run.moves ?? 0,
    touchedAt: run.touchedAt,
    expiresAt: run.touchedAt + expiryMs({ frames }),
    waiting: run.waiting,
  };
}

function timersOf(run: Run): string[] {
  const own = "timerId" in run.waiting && run.waiting.timerId ? [run.waiting.timerId] : [];
  return [...own, expiryTimerId(run.id)];
}

/** Ends the run after a bug of the engine, with an alert, so that the conversation continues to work. */
function surprise(state: TurnState, error: unknown): void {
  const message = (error instanceof Error ? error.message : String(error)).slice(0, 500);
  const frame = state.run && topFrame(state.run);
  const flowId = frame?.program.flowId ?? "";
  const nodeId = frame?.nodeId ?? "";
  const failed: PathStep = { step: "failed", flowId, nodeId, code: "engine.surprise", message };
  state.path.push(failed);
  emit(state, { type: "alert", code: "engine.surprise", message }, flowId, nodeId);
  const text = frame?.program.flow.settings.defaults.error.text;
  if (text && state.sent.count < state.limits.messagesPerHour) {
    emit(state, { type: "send", content: { kind: "text", text } }, flowId, nodeId);
  }
  state.handled = true;
  endRun(state, "error");
}

function closeTurn(state: TurnState, request: TurnRequest): Turn {
  const { effects, path, handled, sent, sensitive } = state;
  if (state.run && !state.run.waiting) {
    endRun(state, "error");
  }
  if (!handled && wasLost(state, request)) {
    handToPeople(state);
  }
  state.run ??= state.parked.pop();
  const { run, parked } = state;
  if (!run) {
    return { run: undefined, effects, path, handled, sent, sensitive };
  }
  const idle = !handled && effects.length === 0 && path.length === 0;
  if (idle && request.run) {
    return { run: request.run, effects, path, handled, sent };
  }
  for (const it of [...parked, run]) {
    startExpiry(state, it);
  }
  const closed: Run = {
    ...closeRun(state, run),
    queued: state.queue,
    message: state.message,
    parked: parked.length > 0 ? parked.map((it) => closeRun(state, it)) : undefined,
  };
  return { run: closed, effects, path, handled, sent, sensitive };
}

/** Answers a message whose run has a deleted flow and that no trigger took. */
function wasLost({ path }: TurnState, { input }: TurnRequest): boolean {
  if (input.type !== "message" && input.type !== "postback") {
    return false;
  }
  return path.some((it) => it.step === "failed" && it.code === "run.lost");
}

function handToPeople(state: TurnState): void {
  const note = "The flow that the contact was in is gone";
  emit(state, { type: "handOff", note, assignTo: "anyone" }, "", "");
}

function startExpiry(state: TurnState, run: RunState): void {
  const expiry = expiryMs(run);
  if (run.stored || expiry <= 0) {
    return;
  }
  const at = state.context.now + expiry;
  const { program, nodeId } = topFrame(run);
  const timerId = expiryTimerId(run.id);
  emit(state, { type: "startTimer", timerId, at, purpose: "runExpiry" }, program.flowId, nodeId);
}

function closeRun(state: TurnState, run: RunState): Run {
  const rests = state.parked.includes(run);
  return {
    id: run.id,
    frames: run.frames.map(closeFrame),
    waiting: run.waiting as Waiting,
    startedAt: run.startedAt,
    start: run.start,
    touchedAt: state.handled && !rests ? state.context.now : run.touchedAt,
    queued: [],
    sent: state.sent,
    callbacks: run.callbacks,
    causes: run.causes,
    moves: run.moves > 0 ? run.moves : undefined,
  };
}
