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

/** Keeps one call of a model within its budgets. */
export interface TokenMeter {
  /** The most tokens of one answer, where a budget needs a bound. */
  readonly mostOutput: number | undefined;
  /** Sets aside what an attempt may cost at most. Throws `AnswerUnusable` with the code `llm.budget`. */
  readonly begin: (
    request: ModelRequest,
    signal: AbortSignal,
  ) => Promise<(used: LlmUsage | "nothing" | "unknown") => Promise<void>>;
  /** Notes what the whole call cost. */
  readonly note: (usage: LlmUsage, model: string, problem: string | undefined) => Promise<void>;
}

/** The longest answer of a call within a budget, in tokens, unless the agent says otherwise. */
const boundedOutput = 1_500;
/** Tokens that the endpoint adds to the texts. */
const overhead = 200;

/** Reads the budgets of a call. */
export async function meterTokens(
  context: Pick<ServerContext, "connection" | "now">,
  { effectId, place, agent, connectionId }: MeteredCall,
): Promise<TokenMeter> {
  const { connection, now } = context;
  const { workspaceId } = place;
  const began = now();
  const [workspace, settings] = await Promise.all([
    findWorkspace(connection, workspaceId),
    aiSettings(connection).in(workspaceId).findOne({}),
  ]);
  const day = dayIn(workspace?.timeZone, now());
  const limits = tokenLimits(agent, settings, place, day, now());
  return {
    mostOutput: limits.length > 0 ? (agent?.spec.maxOutputTokens ?? boundedOutput) : undefined,
    async begin(request, signal) {
      if (limits.length === 0) {
        return async () => undefined;
      }
      const input = mostInput(request);
      const most = input + (request.maxOutputTokens ?? boundedOutput);
      const reserved = await reserveTokens(context, workspaceId, limits, most, signal);
      if ("spent" in reserved) {
        const message = `The budget of ${reserved.spent.whose} is used up`;
        throw new AnswerUnusable("llm.budget", message);
      }
      return (used) => reserved.settle(tokensUsed(used, input));
    },
    async note({ input, output, cached }, model, problem) {
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
          cost: tokenCost({ input, output, cached }, model, settings?.prices ?? []),
          ...(place.conversationId && { conversationId: place.conversationId }),
          ...(place.contactId && { contactId: place.contactId }),
          ...(place.step && { step: place.step }),
          ...(agent && { agentId: agent.agentId, agentVersion: agent.version }),
          ...(problem && { problem }),
        });
    },
  };
}

/** A token is never shorter than a byte. */
function mostInput({ messages, tools, schema }: ModelRequest): number {
  const text = JSON.stringify([messages, tools, schema]);
  // The form is told twice: as a form and in words.
  return 2 * Buffer.byteLength(JSON.stringify(schema ?? "")) + Buffer.byteLength(text) + overhead;
}

/** An answer that broke off has cost something: what was asked, as far as its length tells. */
function tokensUsed(used: LlmUsage | "nothing" | "unknown", mostInput: number): number {
  if (used === "nothing") {
    return 0;
  }
  return used === "unknown" ? Math.ceil(mostInput / 4) : used.input + used.output;
}
