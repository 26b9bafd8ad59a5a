import type { ReplayedTurn } from "@chatloom/api-schema";
import type { Abilities } from "@chatloom/flows-schema";
import { type PathStep, type Programs, type Run, type Turn, takeTurn } from "@chatloom/runtime";
import type { TurnRecord } from "../../domain/turn-doc.ts";

/** A stored turn with what it met and did. */
export interface RecordedTurn extends TurnRecord {
  readonly number: number;
  readonly at: string;
}

/**
 * Replays stored turns, oldest first, with the engine that took them. `programsAt` returns the flow versions that a turn used. Where
 * the engine takes another way, such as after people changed the run, a turn is told as it was recorded.
 */
export function replayTurns(
  turns: readonly RecordedTurn[],
  abilities: Abilities,
  programsAt: (turn: RecordedTurn) => Programs,
): ReplayedTurn[] {
  let run: Run | undefined;
  let variables: Record<string, unknown> = {};
  return turns.map((turn) => {
    const programs = programsAt(turn);
    const context = { ...turn.context, channel: { ...turn.context.channel, abilities } };
    // People may have ended the run since the turn before.
    const tries = run ? [run, undefined] : [undefined];
    const same = tries
      .map((before) => takeTurn({ programs, run: before, input: turn.input, context }))
      .find((it) => isSame(it, turn));
    const before = run;
    run = same?.run;
    variables = same?.run
      ? Object.assign({}, ...same.run.frames.map((it) => it.variables))
      : withRecorded(variables, turn.path);
    return {
      number: turn.number,
      at: turn.at,
      input: turn.input,
      path: [...turn.path],
      effects: [...turn.effects],
      variables,
      contact: turn.context.contact,
      position: positionOf(turn.path, run, before),
      exact: same !== undefined,
    };
  });
}

function isSame(replayed: Turn, { path }: RecordedTurn): boolean {
  return JSON.stringify(replayed.path) === JSON.stringify(path);
}

/** The variables as far as the recorded path tells them. */
function withRecorded(
  variables: Record<string, unknown>,
  path: readonly PathStep[],
): Record<string, unknown> {
  const began = path.some((it) => it.step === "started");
  const known: Record<string, unknown> = began ? {} : { ...variables };
  for (const it of path) {
    if (it.step === "set" && !it.variable.includes(".")) {
      known[it.variable] = it.value;
    }
  }
  return known;
}

function positionOf(
  path: readonly PathStep[],
  run: Run | undefined,
  before: Run | undefined,
): ReplayedTurn["position"] | undefined {
  const frame = run?.frames.at(-1);
  if (frame) {
    const { flowId, version, nodeId } = frame;
    return { flowId, version, nodeId };
  }
  const last = path.findLast((it) => "nodeId" in it && it.nodeId !== "");
  if (!last || !("nodeId" in last)) {
    return undefined;
  }
  const { flowId, nodeId } = last;
  const began = path.find((it) => it.step === "started" && it.flowId === flowId);
  const pinned = before?.frames.find((it) => it.flowId === flowId)?.version;
  return { flowId, version: began?.step === "started" ? began.version : pinned, nodeId };
}
