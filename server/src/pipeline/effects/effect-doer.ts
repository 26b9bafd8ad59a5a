import type { Effect, HttpRequest } from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { createModelAsker } from "./ask-for-effect.ts";
import { callHttp } from "./call-http.ts";
import type { EffectPlace } from "./effect-place.ts";
import { fillSecrets } from "./fill-secrets.ts";
import type { HttpEnvironment } from "./follow-redirects.ts";
import { guardedAgent } from "./guarded-agent.ts";
import type { SearchKnowledge } from "./knowledge-search.ts";
import type { McpServers } from "./mcp-servers.ts";
import type { ModelEndpoints } from "./model-endpoints.ts";
import type { Outcome } from "./outcome.ts";
import { createSandbox } from "./run-code.ts";
import { sendNotification } from "./send-notification.ts";

/** An effect that goes outside and answers, or a notification for the outside. */
export type OutsideEffect = Extract<
  Effect,
  { type: "callHttp" | "callLlm" | "callMcp" | "runCode" | "notify" }
>;

/** Gets what may be shown of an answer that a model still writes. It is computed only when it is shown. */
export type ShowText = (text: () => string) => void;

/** Carries out what reaches beyond the conversation. Made once per server. */
export interface EffectDoer {
  /** Carries an effect out. Never throws: what goes wrong is an outcome with a stable code. */
  carryOut(
    effect: OutsideEffect,
    place: EffectPlace,
    signal?: AbortSignal,
    show?: ShowText,
  ): Promise<Outcome>;
  close(): Promise<void>;
}

/** Connects effects to the network, the model and the sandbox that the configuration names. */
export function createEffectDoer(
  context: ServerContext,
  endpoints: ModelEndpoints,
  search: SearchKnowledge,
  mcp: McpServers,
): EffectDoer {
  const { config } = context;
  const agent = guardedAgent(config.outboundAllowPrivate);
  const sandbox = createSandbox();
  const surroundings = { agent, allowPrivate: config.outboundAllowPrivate };

  const askModel = createModelAsker(context, endpoints, search);

  async function call(
    request: HttpRequest,
    place: EffectPlace,
    environment: HttpEnvironment,
  ): Promise<Outcome> {
    if (!request.secrets?.length && !request.sensitive?.length) {
      return callHttp(request, environment);
    }
    const filled = await fillSecrets(context, place, request);
    if ("failure" in filled) {
      return filled.failure;
    }
    const { mayGoTo, hide } = filled;
    return hide(await callHttp(filled.request, { ...environment, mayGoTo }));
  }

  return {
    carryOut(effect, place, signal, show) {
      switch (effect.type) {
        case "callHttp":
          return call(effect.request, place, { ...surroundings, key: effect.id, signal });
        case "callLlm":
          return askModel(effect, place, signal, show);
        case "callMcp":
          return mcp.call(effect.call, place, signal);
        case "runCode":
          return sandbox.run(place.workspaceId, effect.source, effect.scope, effect.timeoutMs);
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
