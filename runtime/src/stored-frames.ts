import type { Frame } from "./run.ts";
import type { Programs } from "./turn.ts";
import { emit, type FrameState, type TurnState } from "./turn-state.ts";

/** Finds the flow versions of stored frames; the frame whose version or step is missing instead. */
export function openFrames(
  programs: Programs,
  frames: readonly Frame[],
): FrameState[] | { readonly missing: Frame } {
  const opened: FrameState[] = [];
  for (const frame of frames) {
    const program = programs.pinned(frame.flowId, frame.version);
    if (!program?.nodes.has(frame.nodeId)) {
      return { missing: frame };
    }
    const { nodeId, variables, memory, typed, sensitive } = frame;
    opened.push({
      program,
      nodeId,
      variables: { ...variables },
      typed: new Set(typed),
      sensitive: { ...sensitive },
      memory: { ...memory },
    });
  }
  return opened;
}

/** Writes a frame as it is stored. */
export function closeFrame({
  program,
  nodeId,
  variables,
  typed,
  sensitive,
  memory,
}: FrameState): Frame {
  return {
    flowId: program.flowId,
    version: program.version,
    nodeId,
    variables,
    typed: typed.size > 0 ? [...typed] : undefined,
    sensitive: Object.keys(sensitive).length > 0 ? sensitive : undefined,
    memory,
  };
}

/** Reports a run that cannot go on because a version or a step of its flow is gone. */
export function reportLost(state: TurnState, { flowId, nodeId, version }: Frame): void {
  const message = `Version ${version} of the flow, or its step "${nodeId}", is gone`;
  state.path.push({ step: "failed", flowId, nodeId, code: "run.lost", message });
  state.path.push({ step: "ended", flowId, reason: "error" });
  emit(state, { type: "alert", code: "run.lost", message }, flowId, nodeId);
}
