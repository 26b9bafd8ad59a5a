import type { Run } from "./run.ts";

/** The position of a run. */
export interface Position {
  readonly flowId: string;
  readonly version: number;
  readonly nodeId: string;
}

/** Returns the step that a run is at in its innermost flow; undefined without a run. */
export function describePosition(run: Run | undefined): Position | undefined {
  const frame = run?.frames.at(-1);
  return frame && { flowId: frame.flowId, version: frame.version, nodeId: frame.nodeId };
}
