import type { JsonObject, LlmMessage, LlmRequest, LlmUsage } from "@chatloom/runtime";
import { askModel, isBroken } from "../../ai/ask-model.ts";
import type { HearText } from "../../ai/collect-stream.ts";
import { explainFailure } from "../../ai/explain-failure.ts";
import { AnswerUnusable, type ModelAnswer, type ModelRequest } from "../../ai/model-request.ts";
import { blindModels, mayRefusePictures } from "../../ai/picture-habits.ts";
import type { Pictures } from "../../ai/spoken-parts.ts";
import { unfitForStreams } from "../../ai/stream-habits.ts";
import { beginsInThought } from "../../ai/without-reasoning.ts";
import { parseExactJson } from "../../validation/parse-exact-json.ts";
import { compileSchema, describeErrors } from "./compile-schema.ts";
import type { FoundEndpoint } from "./model-endpoints.ts";
import { failed, type Outcome } from "./outcome.ts";
import { storableOutcome } from "./storable-outcome.ts";
import type { TokenMeter } from "./token-meter.ts";

/** The result of a call of a model and its cost, also of a failed call. */
export interface LlmOutcome {
  readonly outcome: Outcome;
  readonly usage: LlmUsage;
}

/** How a call is made. */
export interface LlmCalling {
  readonly found: FoundEndpoint;
  readonly meter?: Pick<TokenMeter, "begin" | "mostOutput">;
  /** The pictures of the messages. An endpoint that refuses them is asked once more without. */
  readonly pictures?: Pictures | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets the text as far as it is written; an empty one when the model begins anew. */
  readonly hear?: HearText | undefined;
}

/** An answer arrived in part, or was no JSON: asking again may help. */
const mostTries = 2;

/**
 * Asks a language model. Answers an `LlmAnswer`; its data fits the schema that was asked for. An answer that does not fit is sent back
 * once with the errors. Fails with a code that starts with `llm.` where the model cannot be reached or says nothing that can be used.
 */
export async function callLlm(
  request: LlmRequest,
  { found, meter, pictures, signal, hear }: LlmCalling,
): Promise<LlmOutcome> {
  const model = request.model || found.model;
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const until = signal ? AbortSignal.any([timeout, signal]) : timeout;
  const { schema, tools, temperature } = request;
  const maxOutputTokens = request.maxOutputTokens ?? meter?.mostOutput;
  let usage: LlmUsage = { input: 0, output: 0, cached: 0 };
  let shown = pictures;

  async function ask(messages: readonly LlmMessage[]): Promise<ModelAnswer> {
    const asked = { model, messages, tools, schema, temperature, maxOutputTokens };
    if (!shown) {
      return askOften(asked);
    }
    try {
      return await askOften({ ...asked, pictures: shown });
    } catch (error) {
      if (until.aborted || !mayRefusePictures(error)) {
        throw error;
      }
    }
    shown = undefined;
    const answer = await askOften(asked);
    blindModels.add(found.endpoint, model);
    return answer;
  }

  async function askOften(asked: ModelRequest): Promise<ModelAnswer> {
    for (let tries = 1; ; tries++) {
      const settle = await meter?.begin(asked, until);
      // An answer whose stream broke off may arrive whole.
      const streams =
        hear !== undefined && tries === 1 && !unfitForStreams.has(found.endpoint, model);
      let heard = "";
      const follow = (text: string) => {
        heard = text;
        hear?.(text);
      };
      try {
        hear?.("");
        const answer = await askModel(found.endpoint, asked, until, streams ? follow : undefined);
        const costs = answer.usage !== undefined || meter?.mostOutput === undefined;
        if (heard !== "" && (!costs || beginsInThought(heard))) {
          unfitForStreams.add(found.endpoint, model);
        }
        usage = sum(usage, answer.usage);
        await settle?.(answer.usage ?? "unknown");
        return answer;
      } catch (error) {
        const cost = costOf(error);
        usage = sum(usage, typeof cost === "string" ? undefined : cost);
        await settle?.(cost);
        if (streams && isBroken(error)) {
          unfitForStreams.add(found.endpoint, model);
        }
        if (tries === mostTries || until.aborted || !isBroken(error)) {
          throw error;
        }
      }
    }
  }

  let outcome: Outcome;
  try {
    const answer = schema
      ? await askForData(ask, schema, request.messages)
      : told(await ask(request.messages));
    outcome =
      "code" in answer
        ? failed(answer.code, answer.message)
        : { answer: { ...answer, usage: { ...usage }, model } };
  } catch (error) {
    const { code, message } = explainFailure(error);
    outcome = failed(code, message);
  }
  return { outcome: storableOutcome(outcome, "llm.answer-not-storable"), usage };
}

/** Counts the cost of an attempt without a usable answer. A refusal by status costs nothing. */
function costOf(error: unknown): LlmUsage | "nothing" | "unknown" {
  if (error instanceof AnswerUnusable) {
    return error.usage ?? "unknown";
  }
  return (error as { status?: number }).status === undefined ? "unknown" : "nothing";
}

function sum(a: LlmUsage, b: LlmUsage = { input: 0, output: 0, cached: 0 }): LlmUsage {
  return { input: a.input + b.input, output: a.output + b.output, cached: a.cached + b.cached };
}

interface Told {
  readonly text: string;
  readonly calls?: JsonObject[];
  readonly data?: JsonObject;
}
type Ask = (messages: readonly LlmMessage[]) => Promise<ModelAnswer>;

async function askForData(
  ask: Ask,
  schema: JsonObject,
  messages: readonly LlmMessage[],
): Promise<Told | { readonly code: string; readonly message: string }> {
  const fits = compileSchema(schema);
  let conversation = messages;
  for (let attempt = 0; ; attempt++) {
    const answer = await ask(conversation);
    if (answer.calls.length > 0) {
      return told(answer);
    }
    const data = readJson(answer.text);
    if (data !== undefined && fits(data)) {
      return { text: answer.text, data };
    }
    const problem = data === undefined ? "it is not JSON" : describeErrors(fits.errors);
    if (attempt > 0) {
      return {
        code: "llm.invalid-answer",
        message: `The AI's answer does not fit what was asked: ${problem}`,
      };
    }
    conversation = [
      ...messages,
      { role: "assistant", content: answer.text },
      {
        role: "system",
        content: `That does not fit the schema: ${problem}. Answer again with JSON only.`,
      },
    ];
  }
}

function told({ text, calls }: ModelAnswer): Told {
  return calls.length === 0 ? { text } : { text, calls: calls.map((it) => ({ ...it })) };
}

/** Models like to wrap JSON in a code fence or a sentence. */
function readJson(text: string): JsonObject | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  if (start < 0 || end < start) {
    return undefined;
  }
  try {
    return parseExactJson(text.slice(start, end + 1)) as JsonObject;
  } catch {
    return undefined;
  }
}
