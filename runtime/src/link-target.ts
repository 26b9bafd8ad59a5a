import type { FollowedLink } from "./input.ts";
import type { TriggerMatch } from "./match-trigger.ts";
import type { Program } from "./program.ts";

/** Finds the step that a link opens; undefined where its flow is not active or the step is gone. */
export function linkTarget(
  programs: readonly Program[],
  { flowId, nodeId }: FollowedLink,
): TriggerMatch | undefined {
  const program = programs.find((it) => it.flowId === flowId);
  const node = program?.nodes.get(nodeId ?? program.start ?? "");
  return program && node && { program, node };
}
