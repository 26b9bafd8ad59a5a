import { routes, type TriedEffect } from "@chatloom/api-schema";
import type { Router } from "express";
import { newId } from "../../domain/new-id.ts";
import { answer } from "../../http/answer.ts";
import { untilGone } from "../../http/until-gone.ts";
import type { EffectDoer, OutsideEffect } from "../../pipeline/effects/effect-doer.ts";
import { flowErrors } from "../../records/flow-errors.ts";

const mostAtOnce = 3;

/**
 * Makes single calls of a flow for its test in the editor, with the guards and limits of production. The keys stay here. A
 * workspace has at most three such calls at a time.
 */
export function tryEffectRoutes(api: Router, effects: Pick<EffectDoer, "carryOut">): void {
  const running = new Map<string, number>();

  answer(api, routes.effects.tryEffect, async ({ workspaceId, body, response }) => {
    const now = running.get(workspaceId) ?? 0;
    if (now >= mostAtOnce) {
      throw flowErrors.tooManyTries(mostAtOnce);
    }
    running.set(workspaceId, now + 1);
    try {
      return await effects.carryOut(asEffect(body.effect), { workspaceId }, untilGone(response));
    } finally {
      const left = (running.get(workspaceId) ?? 1) - 1;
      if (left > 0) {
        running.set(workspaceId, left);
      } else {
        running.delete(workspaceId);
      }
    }
  });
}

/** The call has an id of its own, so that a receiver does not take it for one of a conversation. */
function asEffect(effect: TriedEffect): OutsideEffect {
  return { ...effect, id: `try:${newId()}`, flowId: "", nodeId: "" } as OutsideEffect;
}
