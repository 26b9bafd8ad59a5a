import type { Run } from "./run.ts";

/** Where a run stands. */
export interface Position {
  readonly flowId: string;
  readonly version: number;
  readonly nodeId: string;
}

/** The step a run stands at in its innermost flow; undefined for no run. */
export function describePosition(run: Run | undefined): Position | undefined {
  const frame = run?.frames.at(-1);
  return frame && { flowId: frame.flowId, version: frame.version, nodeId: frame.nodeId };
}
