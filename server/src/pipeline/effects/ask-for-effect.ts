import type { Effect, LlmAnswer } from "@chatloom/runtime";
import { AnswerUnusable } from "../../ai/model-request.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { shownPart } from "../../domain/shown-part.ts";
import { SecretRefused } from "../../records/secret-refused.ts";
import { UnreadableSecret } from "../../secrets/secret-box.ts";
import { asAgent, findAgent, fromAgent } from "./agent-request.ts";
import { askWithKnowledge } from "./ask-with-knowledge.ts";
import { callLlm } from "./call-llm.ts";
import type { EffectPlace } from "./effect-place.ts";
import { createFairQueue, QueueFull } from "./fair-queue.ts";
import type { SearchKnowledge } from "./knowledge-search.ts";
import { createMediaReader } from "./media-reader.ts";
import type { ModelEndpoints } from "./model-endpoints.ts";
import { moderationOf, stepRule } from "./moderation.ts";
import { offerServerTools } from "./offer-server-tools.ts";
import { type Failure, failed, type Outcome } from "./outcome.ts";
import { meterTokens } from "./token-meter.ts";
import { withThread } from "./with-thread.ts";

type AskForEffect = (
  effect: Pick<Extract<Effect, { type: "callLlm" }>, "id" | "request">,
  place: EffectPlace,
  signal?: AbortSignal,
  show?: (text: () => string) => void,
) => Promise<Outcome>;

const noTokens = { input: 0, output: 0, cached: 0 };
/** Calls of models take seconds; one workspace's rush must not keep the others waiting. */
const modelLimits = { atOnce: 40, atOncePerOwner: 20, waitingPerOwner: 1_000 };

/** Makes the function that asks models for effects: it finds agent and connection, keeps to budgets, and notes the cost. */
export function createModelAsker(
  context: ServerContext,
  endpoints: ModelEndpoints,
  search: SearchKnowledge,
): AskForEffect {
  const models = createFairQueue(modelLimits);
  const readMedia = createMediaReader(context);

  async function ask(
    { id, request: own }: Parameters<AskForEffect>[0],
    place: EffectPlace,
    signal?: AbortSignal,
    show?: Parameters<AskForEffect>[3],
  ): Promise<Outcome> {
    const { workspaceId } = place;
    const known = await findAgent(context, place, own);
    if ("failure" in known) {
      return known.failure;
    }
    const { agent } = known;
    const wanted = own.connectionId ?? agent?.spec.connectionId;
    const found = await endpoints.find(workspaceId, wanted);
    if (!found) {
      return notSetUp(wanted);
    }
    const { connectionId } = found;
    const meter = await meterTokens(context, { effectId: id, place, agent, connectionId });
    const model = own.model || agent?.spec.model?.trim() || found.model;
    const masks = agent?.spec.maskPersonal === true;
    const call = { place, found, model, meter, masks, signal };
    const read = await readMedia(own, call).catch(withoutBudget);
    if ("error" in read) {
      await meter.note(noTokens, model, read.error.code);
      return read;
    }
    if (signal?.aborted) {
      return failed("llm.timeout", "The call was cancelled");
    }
    const { pictures } = read;
    const began = context.now();
    const asking = agent ? asAgent(read.request, agent) : read.request;
    const offered = await offerServerTools(context, place, asking, agent?.spec.tools ?? []);
    const { request } = offered;
    const rule = agent?.spec ?? (await stepRule(context, workspaceId, own));
    const moderation = moderationOf(rule, found, request.timeoutMs, signal);
    const refused = await moderation?.refuseInput(request.messages);
    if (refused) {
      await meter.note(noTokens, model, refused.error.code);
      return refused;
    }
    const grounded = request.useKnowledge
      ? await askWithKnowledge(context, search, request, { effectId: id, place })
      : undefined;
    const prepared = grounded?.request ?? request;
    const threaded = prepared.thread ? await withThread(context, place, prepared) : undefined;
    const asked = threaded?.request ?? prepared;
    const rules = {
      inForm: asked.schema !== undefined,
      sites: agent?.spec.allowedSites ?? [],
      passages: grounded?.passages ?? 0,
    };
    // An answer that is not moderated yet must not be seen.
    const hear =
      show && !moderation ? (text: string) => show(() => shownPart(text, rules)) : undefined;
    const { outcome: given, usage } = await callLlm(asked, {
      found,
      meter,
      pictures,
      signal,
      hear,
    });
    const held = "answer" in given ? await moderation?.refuseAnswer(given.answer) : undefined;
    const outcome = held ?? given;
    await meter.note(usage, model, "error" in outcome ? outcome.error.code : undefined, began);
    if ("error" in outcome) {
      return outcome;
    }
    const answered = outcome.answer as unknown as LlmAnswer;
    const told = threaded ? threaded.restore(answered) : answered;
    const answer = offered.complete(agent ? fromAgent(told, own, agent) : told);
    return { answer: (grounded ? await grounded.complete(answer) : answer) as never };
  }

  return async (effect, place, signal, show) => {
    try {
      return await models.add(place.workspaceId, () => ask(effect, place, signal, show));
    } catch (error) {
      if (error instanceof QueueFull) {
        return failed("llm.busy", error.message);
      }
      if (error instanceof SecretRefused) {
        return failed("llm.not-allowed", error.message);
      }
      if (error instanceof UnreadableSecret) {
        context.log.error({ ...place }, "failed to read the key of an AI connection");
        return failed("llm.not-allowed", "The connection's key cannot be read; enter it again");
      }
      throw error;
    }
  };
}

function notSetUp(connectionId: string | undefined): Outcome {
  return failed(
    "llm.not-set-up",
    connectionId === undefined
      ? "No AI is connected: add a connection under AI, or set OPENAI_API_KEY"
      : "The AI connection that is named does not exist any more",
  );
}

function withoutBudget(error: unknown): Failure {
  if (error instanceof AnswerUnusable) {
    return failed(error.code, error.message);
  }
  throw error;
}
