import type { TriedEffect } from "@chatloom/api-schema";
import type { LlmMessage } from "@chatloom/runtime";
import { contentText } from "./content-text.ts";
import type { Entry } from "./entry.ts";
import type { TriableEffect } from "./simulation.ts";

/** The call as the server makes it for the editor: a model reads the simulated conversation where it would read the real one. Files stay behind: the server has none of a simulated conversation. */
export function triedEffect(effect: TriableEffect, entries: readonly Entry[]): TriedEffect {
  const { id: _id, flowId: _flowId, nodeId: _nodeId, ...body } = effect;
  if (body.type !== "callLlm") {
    return body as TriedEffect;
  }
  const { thread, needsMedia: _, ...request } = body.request;
  const heard = thread ? entries.flatMap(spoken).slice(-thread) : [];
  const messages = [...request.messages.map(withoutMedia), ...heard];
  return { ...body, request: { ...request, messages } } as TriedEffect;
}

function withoutMedia(message: LlmMessage): LlmMessage {
  if (message.role !== "user") {
    return message;
  }
  const { media: _, ...said } = message;
  return said;
}

function spoken({ from, content }: Entry): readonly LlmMessage[] {
  if (content.kind === "notice") {
    return [];
  }
  return [{ role: from === "contact" ? "user" : "assistant", content: contentText(content) }];
}
