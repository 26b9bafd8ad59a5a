import type { FollowedLink, Input } from "./input.ts";
import { linkTarget } from "./link-target.ts";
import { startAt } from "./start-at.ts";
import { emit, type TurnState } from "./turn-state.ts";

/** Starts what a link opens, and counts it. False where that is not active: the input then has the effect that it has without the link. */
export function openLink(state: TurnState, link: FollowedLink | undefined, input: Input): boolean {
  const match = link && linkTarget(state.programs.active, link);
  if (!match) {
    return false;
  }
  emit(state, { type: "track", event: "linkOpened", name: link.id }, match.program.flowId, "");
  return startAt(state, match, input);
}
