import type { TriedEffect } from "@chatloom/api-schema";
import type { LlmMessage } from "@chatloom/runtime";
import { contentText } from "./content-text.ts";
import type { Entry } from "./entry.ts";
import type { TriableEffect } from "./simulation.ts";

/** The call as the server makes it for the editor: a model reads the simulated conversation where it would read the real one. */
export function triedEffect(effect: TriableEffect, entries: readonly Entry[]): TriedEffect {
  const { id: _id, flowId: _flowId, nodeId: _nodeId, ...body } = effect;
  if (body.type !== "callLlm" || !body.request.thread) {
    return body as TriedEffect;
  }
  const { thread, ...request } = body.request;
  const messages = [...request.messages, ...entries.flatMap(spoken).slice(-thread)];
  return { ...body, request: { ...request, messages } } as TriedEffect;
}

function spoken({ from, content }: Entry): readonly LlmMessage[] {
  if (content.kind === "notice") {
    return [];
  }
  return [{ role: from === "contact" ? "user" : "assistant", content: contentText(content) }];
}
