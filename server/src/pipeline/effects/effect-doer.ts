import type { Effect, LlmRequest } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { UnreadableSecret } from "../../secrets/secret-box.ts";
import { callHttp } from "./call-http.ts";
import { callLlm } from "./call-llm.ts";
import { createFairQueue, QueueFull } from "./fair-queue.ts";
import { guardedAgent } from "./guarded-agent.ts";
import type { ModelEndpoints } from "./model-endpoints.ts";
import { failed, type Outcome } from "./outcome.ts";
import { createSandbox } from "./run-code.ts";
import { sendNotification } from "./send-notification.ts";

/** An effect that goes outside and answers, or a notification for the outside. */
export type OutsideEffect = Extract<
  Effect,
  { type: "callHttp" | "callLlm" | "runCode" | "notify" }
>;

/** Carries out what reaches beyond the conversation. Made once per server. */
export interface EffectDoer {
  /** Carries an effect of a workspace out. Never throws: what goes wrong is an outcome with a stable code. */
  carryOut(effect: OutsideEffect, workspaceId: string, signal?: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

/** Calls of models take seconds; one workspace's rush must not keep the others waiting. */
const modelLimits = { atOnce: 40, atOncePerOwner: 20, waitingPerOwner: 1_000 };

/** Connects effects to the network, the model and the sandbox that the configuration names. */
export function createEffectDoer(
  { config, log }: Pick<ServerContext, "config" | "log">,
  endpoints: ModelEndpoints,
): EffectDoer {
  const agent = guardedAgent(config.outboundAllowPrivate);
  const sandbox = createSandbox();
  const surroundings = { agent, allowPrivate: config.outboundAllowPrivate };

  const models = createFairQueue(modelLimits);

  async function askModel(
    request: LlmRequest,
    workspaceId: string,
    signal?: AbortSignal,
  ): Promise<Outcome> {
    if (request.agentId || request.useKnowledge) {
      const message = "Saved AI agents and knowledge bases do not exist here yet";
      return failed("llm.not-available", message);
    }
    try {
      const found = await endpoints.find(workspaceId, request.connectionId);
      if (!found) {
        return notSetUp(request);
      }
      const work = () => callLlm(request, found, signal);
      return (await models.add(workspaceId, work)).outcome;
    } catch (error) {
      if (error instanceof QueueFull) {
        return failed("llm.busy", error.message);
      }
      if (error instanceof UnreadableSecret) {
        log.error({ workspaceId }, "failed to read the key of an AI connection");
        return failed("llm.not-allowed", "The connection's key cannot be read; enter it again");
      }
      throw error;
    }
  }

  return {
    carryOut(effect, workspaceId, signal) {
      switch (effect.type) {
        case "callHttp":
          return callHttp(effect.request, {
            ...surroundings,
            key: effect.id,
            signal,
          });
        case "callLlm":
          return askModel(effect.request, workspaceId, signal);
        case "runCode":
          return sandbox.run(workspaceId, effect.source, effect.scope, effect.timeoutMs);
        case "notify":
          return sendNotification(effect, config.smtp, surroundings);
      }
    },
    async close() {
      // Whoever waited for an answer has given up by now.
      await Promise.all([sandbox.close(), agent.destroy()]);
    },
  };
}

function notSetUp({ connectionId }: LlmRequest): Outcome {
  return failed(
    "llm.not-set-up",
    connectionId === undefined
      ? "No AI is connected: add a connection under AI, or set OPENAI_API_KEY"
      : "The AI connection that this step names does not exist any more",
  );
}
