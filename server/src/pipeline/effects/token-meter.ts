import { defined } from "@chatloom/flows-schema";
import type { LlmUsage } from "@chatloom/runtime";
import { AnswerUnusable, type ModelRequest } from "../../ai/model-request.ts";
import { metrics } from "../../context/metrics.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { tokenCost } from "../../domain/token-cost.ts";
import { aiSettings } from "../../records/ai-settings-model.ts";
import { aiUsage } from "../../records/ai-usage-model.ts";
import { reserveTokens } from "../../records/token-budget.ts";
import { findWorkspace } from "../../records/workspace.ts";
import type { UsedAgent } from "./agent-request.ts";
import type { EffectPlace } from "./effect-place.ts";
import { dayIn, tokenLimits } from "./token-limits.ts";

/** Who asks a model, and by which connection. */
export interface MeteredCall {
  readonly effectId: string;
  readonly place: EffectPlace;
  readonly agent: UsedAgent | undefined;
  readonly connectionId: string;
}

type Settle = (used: LlmUsage | "nothing" | "unknown") => Promise<void>;

/** Keeps one call of a model within its budgets. */
export interface TokenMeter {
  /** The most tokens of one answer, where a budget needs a bound. */
  readonly mostOutput: number | undefined;
  /** Sets aside what an attempt may cost at most. Throws `AnswerUnusable` with the code `llm.budget`. */
  readonly begin: (request: ModelRequest, signal: AbortSignal) => Promise<Settle>;
  /** Sets aside `most` tokens; `input` is how many a call without an answer may have cost. Throws like `begin`. */
  readonly reserve: (most: number, input: number, signal: AbortSignal) => Promise<Settle>;
  /** Notes what the whole call cost. `began` is the moment of its beginning, where others were made before. */
  readonly note: (
    usage: LlmUsage & { readonly seconds?: number | undefined },
    model: string,
    problem: string | undefined,
    began?: number,
  ) => Promise<void>;
}

/** The longest answer of a call within a budget, in tokens, unless the agent says otherwise. */
const boundedOutput = 1_500;
/** Tokens that the endpoint adds to the texts. */
const overhead = 200;
/** Tokens that are set aside for a picture. */
const pictureTokens = 4_000;

/** Reads the budgets of a call. */
export async function meterTokens(
  context: Pick<ServerContext, "connection" | "now">,
  { effectId, place, agent, connectionId }: MeteredCall,
): Promise<TokenMeter> {
  const { connection, now } = context;
  const { workspaceId } = place;
  const made = now();
  const [workspace, settings] = await Promise.all([
    findWorkspace(connection, workspaceId),
    aiSettings(connection).in(workspaceId).findOne({}),
  ]);
  const day = dayIn(workspace?.timeZone, now());
  const limits = tokenLimits(agent, settings, place, day, now());
  async function reserve(most: number, input: number, signal: AbortSignal): Promise<Settle> {
    if (limits.length === 0) {
      return async () => undefined;
    }
    const reserved = await reserveTokens(context, workspaceId, limits, most, signal);
    if ("spent" in reserved) {
      const message = `The budget of ${reserved.spent.whose} is used up`;
      throw new AnswerUnusable("llm.budget", message);
    }
    return (used) => reserved.settle(tokensUsed(used, input));
  }

  return {
    mostOutput: limits.length > 0 ? (agent?.spec.maxOutputTokens ?? boundedOutput) : undefined,
    begin(request, signal) {
      const input = limits.length > 0 ? mostInput(request) : 0;
      return reserve(input + (request.maxOutputTokens ?? boundedOutput), input, signal);
    },
    reserve,
    async note({ input, output, cached, seconds }, model, problem, began = made) {
      const ms = now() - began;
      metrics.aiCalls.observe({ model, result: problem ?? "ok" }, ms / 1_000);
      await aiUsage(connection)
        .in(workspaceId)
        .insert({
          at: new Date(now()),
          day,
          effectId,
          connectionId,
          model,
          input,
          output,
          cached,
          ms,
          cost: tokenCost({ input, output, cached, seconds }, model, settings?.prices ?? []),
          ...defined({
            seconds,
            conversationId: place.conversationId || undefined,
            contactId: place.contactId || undefined,
            step: place.step || undefined,
          }),
          ...(agent && { agentId: agent.agentId, agentVersion: agent.version }),
          ...defined({ problem: problem || undefined }),
        });
    },
  };
}

/** A token is never shorter than a byte. */
function mostInput({ messages, pictures, tools, schema }: ModelRequest): number {
  const text = JSON.stringify([messages, tools, schema]);
  // The form is told twice: as a form and in words.
  const form = 2 * Buffer.byteLength(JSON.stringify(schema ?? ""));
  const seen = pictureTokens * (pictures?.size ?? 0);
  return form + Buffer.byteLength(text) + seen + overhead;
}

/** An answer that broke off has cost something: what was asked, as far as its length tells. */
function tokensUsed(used: LlmUsage | "nothing" | "unknown", mostInput: number): number {
  if (used === "nothing") {
    return 0;
  }
  return used === "unknown" ? Math.ceil(mostInput / 4) : used.input + used.output;
}
