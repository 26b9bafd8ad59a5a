import type { Effect, LlmRequest } from "@chatloom/runtime";
import type { Config } from "../../context/config.ts";
import { callHttp } from "./call-http.ts";
import { callLlm } from "./call-llm.ts";
import { createFairQueue, QueueFull } from "./fair-queue.ts";
import { guardedAgent } from "./guarded-agent.ts";
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
export function createEffectDoer(config: Config): EffectDoer {
  const agent = guardedAgent(config.outboundAllowPrivate);
  const sandbox = createSandbox();
  const surroundings = { agent, allowPrivate: config.outboundAllowPrivate };

  const models = createFairQueue(modelLimits);

  async function askModel(
    request: LlmRequest,
    workspaceId: string,
    signal?: AbortSignal,
  ): Promise<Outcome> {
    try {
      return await models.add(workspaceId, () => callLlm(request, config.openai, signal));
    } catch (error) {
      if (error instanceof QueueFull) {
        return failed("llm.busy", error.message);
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
