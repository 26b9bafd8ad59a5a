import type { NodeData } from "@chatloom/flows-schema";
import type { Decision, Visit } from "./behaviour.ts";
import type { StepModeration } from "./llm-effect.ts";
import { answerSchema, systemMessage } from "./llm-request.ts";
import { type Talk, talkMemory } from "./llm-talk.ts";
import { declareTools, nameTools, serverToolsOf } from "./llm-tools.ts";

const timeoutMs = 60_000;

/** Asks the model to go on with the talk. */
export function think(visit: Visit<"llm">, talk: Talk): Decision {
  const { data } = visit;
  const { settlingSince: _, ...asked } = talk;
  const schema = answerSchema(data);
  const model = visit.render(data.model ?? "").trim();
  const tools = declareTools(nameTools(data.tools ?? []));
  const serverTools = serverToolsOf(data.tools ?? []);
  const agentVersion = talk.agentVersion ?? data.agentVersion;
  return {
    effects: [
      {
        type: "callLlm",
        request: {
          messages: [{ role: "system", content: systemMessage(visit, talk) }, ...talk.messages],
          schema,
          tools: tools.length > 0 ? tools : undefined,
          serverTools: serverTools.length > 0 ? serverTools : undefined,
          model: model || undefined,
          connectionId: data.connectionId || undefined,
          temperature: data.temperature,
          ...(data.agentId ? { agentId: data.agentId } : { moderation: moderationOf(data) }),
          agentVersion: data.agentId && agentVersion !== undefined ? agentVersion : undefined,
          useKnowledge: data.useKnowledge,
          knowledge: data.knowledge?.length ? data.knowledge : undefined,
          partsShown: mayShowParts(data) || undefined,
          showSources: data.showSources || undefined,
          needsMedia: data.unreadable === "fail" ? true : undefined,
          timeoutMs,
        },
      },
    ],
    then: {
      do: "waitForEffect",
      memory: talkMemory({ ...asked, interruptions: (talk.interruptions ?? -1) + 1 }),
    },
  };
}

/** Says whether parts of an answer may be shown. An answer that may count as unsure is shown only when it is whole. */
function mayShowParts({ mode, leastConfidence = 0, outcomes = [] }: NodeData<"llm">): boolean {
  return mode !== "silent" && leastConfidence === 0 && !outcomes.includes("unsure");
}

function moderationOf({ moderation = "standard", blockedWords }: NodeData<"llm">): StepModeration {
  return moderation === "wordList" && blockedWords ? { moderation, blockedWords } : { moderation };
}
