import type { JsonObject, LlmMessage, LlmRequest, LlmUsage } from "@chatloom/runtime";
import { askModel } from "../../ai/ask-model.ts";
import { explainFailure } from "../../ai/explain-failure.ts";
import { AnswerUnusable, type ModelAnswer } from "../../ai/model-request.ts";
import { parseExactJson } from "../../validation/parse-exact-json.ts";
import { compileSchema, describeErrors } from "./compile-schema.ts";
import type { FoundEndpoint } from "./model-endpoints.ts";
import { failed, type Outcome } from "./outcome.ts";
import { storableOutcome } from "./storable-outcome.ts";

/** What came of a call of a model, and what it cost, also where it failed. */
export interface LlmOutcome {
  readonly outcome: Outcome;
  readonly usage: LlmUsage;
  /** How many times the model answered. */
  readonly answers: number;
}

/**
 * Asks a language model. Answers `{ text, data?, calls?, usage, model }`; `data` fits the schema that was asked for. An answer that does
 * not fit is sent back once with the errors. Fails with a code that starts with `llm.` where the model cannot be reached or says nothing
 * that can be used.
 */
export async function callLlm(
  request: LlmRequest,
  found: FoundEndpoint,
  signal?: AbortSignal,
): Promise<LlmOutcome> {
  const model = request.model || found.model;
  const timeout = AbortSignal.timeout(request.timeoutMs);
  const until = signal ? AbortSignal.any([timeout, signal]) : timeout;
  const bill = new Bill();
  const ask = async (messages: readonly LlmMessage[]): Promise<ModelAnswer> => {
    const { schema, tools, temperature, maxOutputTokens } = request;
    const asked = {
      model,
      messages,
      ...(tools && { tools }),
      ...(schema && { schema }),
      ...(temperature !== undefined && { temperature }),
      ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    };
    return bill.add(askModel(found.endpoint, asked, until));
  };
  let outcome: Outcome;
  try {
    const answer = request.schema
      ? await askForData(ask, request.schema, request.messages)
      : told(await ask(request.messages));
    outcome =
      "code" in answer
        ? failed(answer.code, answer.message)
        : { answer: { ...answer, usage: { ...bill.usage }, model } };
  } catch (error) {
    const { code, message } = explainFailure(error);
    outcome = failed(code, message);
  }
  const { usage, answers } = bill;
  return { outcome: storableOutcome(outcome, "llm.answer-not-storable"), usage, answers };
}

/** Adds up what the attempts of one call cost. */
class Bill {
  usage: LlmUsage = { input: 0, output: 0, cached: 0 };
  answers = 0;

  async add(asking: Promise<ModelAnswer>): Promise<ModelAnswer> {
    try {
      const answer = await asking;
      this.note(answer.usage);
      return answer;
    } catch (error) {
      if (error instanceof AnswerUnusable) {
        this.note(error.usage);
      }
      throw error;
    }
  }

  note(usage: LlmUsage = { input: 0, output: 0, cached: 0 }): void {
    const { input, output, cached } = this.usage;
    this.answers++;
    this.usage = {
      input: input + usage.input,
      output: output + usage.output,
      cached: cached + usage.cached,
    };
  }
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
