import { convertValue } from "./convert-value.ts";
import { durationMs } from "./duration-ms.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import type { Program } from "./program.ts";
import { emit, type FrameState, type RunState, type TurnState, topFrame } from "./turn-state.ts";

/** Begins a run at a node, in place of the current one. `walk` enters the node. */
export function startRun(
  state: TurnState,
  program: Program,
  nodeId: string,
  trigger: string,
  variables: JsonObject,
): void {
  endParked(state, (it) => beganAt(it, program.flowId, nodeId));
  setAside(state, program.flowId, nodeId);
  const { turnId, seed, now } = state.context;
  const id = state.runs === 0 ? turnId : `${turnId}.${state.runs}`;
  state.runs++;
  const run: RunState = {
    id,
    startedAt: now,
    start: nodeId,
    stored: false,
    frames: [],
    callbacks: { secret: `${seed}\n${id}`, count: 0 },
    causes: [...state.causes, program.flowId],
    moves: 0,
    touchedAt: now,
    expiresAt: Number.POSITIVE_INFINITY,
    waiting: undefined,
  };
  state.run = run;
  state.handled = true;
  run.frames.push(newFrame(program, nodeId, variables));
  state.path.push({
    step: "started",
    flowId: program.flowId,
    version: program.version,
    nodeId,
    trigger,
  });
  emit(
    state,
    { type: "track", event: "flowStarted", name: program.flow.name },
    program.flowId,
    nodeId,
  );
  state.cursor = nodeId;
}

/** How many runs may be parked behind another one. */
const mostParked = 5;

/**
 * Parks or ends the current run before another one begins. A run that waits for a moment or for another system, such as a reminder, is parked behind the
 * new one. Any other run ends, and so does one that began at the same step of the same flow.
 */
export function setAside(state: TurnState, flowId: string, nodeId: string): void {
  const { run } = state;
  if (!run) {
    return;
  }
  if (!rests(run) || beganAt(run, flowId, nodeId) || state.parked.length >= mostParked) {
    endRun(state, "replaced");
    return;
  }
  state.parked.push(run);
  state.run = undefined;
  state.cursor = undefined;
}

/** Tells whether the run waits for a moment or another system: the contact can talk about something else meanwhile. */
export function rests({ waiting }: RunState): boolean {
  return waiting?.for === "timer" || waiting?.for === "callback";
}

/** Ends runs that are parked behind the current one. */
export function endParked(state: TurnState, which: (run: RunState) => boolean): void {
  const { run, cursor } = state;
  for (const it of state.parked.filter(which)) {
    state.parked.splice(state.parked.indexOf(it), 1);
    state.run = it;
    endRun(state, "replaced");
  }
  state.run = run;
  state.cursor = cursor;
}

/** Runs stored by older versions do not know their first step; they count as begun anywhere in their flow. */
function beganAt({ frames, start }: RunState, flowId: string, nodeId: string): boolean {
  if (frames[0]?.program.flowId !== flowId) {
    return false;
  }
  return start === undefined || start === nodeId;
}

/** Makes the frame of a flow that begins: its variables have their defaults or the given values. */
export function newFrame(program: Program, nodeId: string, variables: JsonObject): FrameState {
  const own: Record<string, JsonValue> = { ...program.initial };
  for (const [name, value] of Object.entries(variables)) {
    if (name !== "__proto__") {
      own[name] = value;
    }
  }
  return { program, nodeId, variables: own, typed: new Set(), sensitive: {}, memory: {} };
}

/** Converts values to the declared types of a flow's variables; returns the name of one that does not fit instead. */
export function typedFor(
  program: Program,
  values: JsonObject,
): { readonly values: JsonObject } | { readonly misfit: string } {
  const typed: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(values)) {
    const type = program.variables.get(name)?.type;
    const converted = type === undefined ? value : convertValue(value, type, program.flow.settings);
    if (converted === undefined) {
      return { misfit: name };
    }
    typed[name] = converted;
  }
  return { values: typed };
}

/** Ends the run and its timers. */
export function endRun(state: TurnState, reason: string): void {
  const { run } = state;
  if (!run) {
    return;
  }
  const { program, nodeId } = topFrame(run);
  stopWaiting(state, run);
  if (run.stored && expiryMs(run) > 0) {
    emit(state, { type: "cancelTimer", timerId: expiryTimerId(run.id) }, program.flowId, nodeId);
  }
  for (const frame of [...run.frames].reverse()) {
    reportEnd(state, frame, reason);
  }
  run.frames.length = 0;
  state.run = undefined;
  state.cursor = undefined;
}

/** Records that a flow has ended. */
export function reportEnd(state: TurnState, { program, nodeId }: FrameState, reason: string): void {
  state.path.push({ step: "ended", flowId: program.flowId, reason });
  emit(
    state,
    { type: "track", event: "flowEnded", name: program.flow.name },
    program.flowId,
    nodeId,
  );
}

/** Ends the waiting of the run; `fired` is the timer that need not be cancelled. */
export function stopWaiting(state: TurnState, run: RunState, fired?: string): void {
  const { waiting } = run;
  run.waiting = undefined;
  if (!waiting || !("timerId" in waiting) || waiting.timerId === undefined) {
    return;
  }
  if (waiting.timerId === fired) {
    return;
  }
  const { program, nodeId } = topFrame(run);
  emit(state, { type: "cancelTimer", timerId: waiting.timerId }, program.flowId, nodeId);
}

/** Returns how long nobody need continue the run before it expires, in milliseconds; 0 means for ever. */
export function expiryMs(run: Pick<RunState, "frames">): number {
  const outer = run.frames[0];
  return outer ? durationMs(outer.program.flow.settings.runExpiry) : 0;
}

/** Starts the timer that ends a run that nobody continues. */
export function expiryTimerId(runId: string): string {
  return `${runId}:expiry`;
}
