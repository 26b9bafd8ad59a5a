import { routes } from "@chatloom/api-schema";
import { readFlowText } from "@chatloom/flows-schema/text";
import type { LlmAnswer, LlmMessage, LlmRequest } from "@chatloom/runtime";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { answer } from "../../http/answer.ts";
import { untilGone } from "../../http/until-gone.ts";
import type { EffectDoer } from "../../pipeline/effects/effect-doer.ts";
import { checkFlowText } from "../../records/check-flow-text.ts";
import { findCheckContext } from "../flows/find-check-context.ts";
import { draftingGuide } from "./drafting-guide.ts";

const timeoutMs = 120_000;
const mostOutput = 12_000;
const mostProblemsTold = 30;

/** Adds the route by which a model writes a flow's text. Nothing is saved here. */
export function draftingRoutes(
  api: Router,
  context: ServerContext,
  effects: Pick<EffectDoer, "carryOut">,
): void {
  answer(api, routes.flowTexts.writeFlowText, async ({ workspaceId, body, response }) => {
    const { description, earlier } = body;
    const checkContext = await findCheckContext(context, workspaceId, undefined);
    const messages: LlmMessage[] = [
      { role: "system", content: draftingGuide() },
      { role: "user", content: `Write a flow that does this:\n\n${description}` },
    ];
    if (earlier !== undefined) {
      const { problems } = checkFlowText(readFlowText(earlier), checkContext);
      const told = problems.slice(0, mostProblemsTold);
      const lines = told.map(({ line, message }) => `- line ${line}: ${message}`).join("\n");
      messages.push(
        { role: "assistant", content: earlier },
        { role: "user", content: `Repair this and answer with the whole document:\n${lines}` },
      );
    }
    const request: LlmRequest = {
      messages,
      useKnowledge: false,
      timeoutMs,
      maxOutputTokens: mostOutput,
    };
    const effect = { type: "callLlm", id: `draft:${newId()}`, flowId: "", nodeId: "", request };
    const outcome = await effects.carryOut(effect as never, { workspaceId }, untilGone(response));
    if ("error" in outcome) {
      return { text: "", problems: [], problem: outcome.error };
    }
    const text = documentIn((outcome.answer as unknown as LlmAnswer).text);
    return { text, problems: checkFlowText(readFlowText(text), checkContext).problems };
  });
}

/** Models like to put a document between fences, with a sentence before and after. */
function documentIn(answer: string): string {
  const [, fenced] = /```(?:ya?ml)?[^\S\n]*\n([\s\S]*?)\n?```/.exec(answer) ?? [];
  return `${(fenced ?? answer).trim()}\n`;
}
