import type { AiAgentSpec } from "@chatloom/flows-schema";
import {
  changeQuoted,
  declareTools,
  type LlmAnswer,
  type LlmMessage,
  type LlmRequest,
  nameTools,
} from "@chatloom/runtime";
import type { ServerContext } from "../../context/server-context.ts";
import { agentPrompt } from "../../domain/agent-prompt.ts";
import { maskPersonal } from "../../domain/mask-personal.ts";
import { onlyAllowedLinks } from "../../domain/only-allowed-links.ts";
import { aiAgents, aiAgentVersions } from "../../records/ai-agent-model.ts";
import type { EffectPlace } from "./effect-place.ts";
import { failed, type Outcome } from "./outcome.ts";

/** A version of an agent, as a call uses it. */
export interface UsedAgent {
  readonly agentId: string;
  readonly version: number;
  readonly spec: AiAgentSpec;
}

/**
 * Finds the agent of a request: the version that it is pinned to, else the newest of an active agent. Gives a failure where there is
 * none, and undefined where the request names no agent. Version 0 is the draft.
 */
export async function findAgent(
  { connection }: Pick<ServerContext, "connection">,
  { workspaceId, evaluates }: EffectPlace,
  { agentId, agentVersion }: LlmRequest,
): Promise<{ readonly agent?: UsedAgent } | { readonly failure: Outcome }> {
  if (!agentId) {
    return {};
  }
  const record = /^[0-9a-f]{24}$/.test(agentId)
    ? await aiAgents(connection).in(workspaceId).findById(agentId)
    : undefined;
  if (!record) {
    return { failure: failed("llm.no-agent", "The AI agent that this step names does not exist") };
  }
  if (agentVersion === 0) {
    return { agent: { agentId, version: 0, spec: record.draft } };
  }
  if (!(record.active || evaluates) || record.version === undefined) {
    return { failure: failed("llm.agent-inactive", `The AI agent “${record.name}” is not active`) };
  }
  const version = agentVersion ?? record.version;
  const found = await aiAgentVersions(connection)
    .in(workspaceId)
    .findOne({ agentId: record._id, version });
  if (!found) {
    const message = `The AI agent “${record.name}” has no version ${version}`;
    return { failure: failed("llm.no-agent", message) };
  }
  return { agent: { agentId, version, spec: found.spec } };
}

/** Adds what the agent is, knows and may call. The step's own settings come first. */
export function asAgent(request: LlmRequest, { spec }: UsedAgent): LlmRequest {
  const [system, ...others] = request.messages;
  const written = system?.role === "system" ? system.content : "";
  const own = spec.maskPersonal ? changeQuoted(written, maskPersonal) : written;
  const rest = system?.role === "system" ? others : request.messages;
  const prompt: LlmMessage = {
    role: "system",
    content: [agentPrompt(spec), own].filter((it) => it !== "").join("\n\n"),
  };
  const taken = new Set(request.tools?.map((it) => it.name));
  const tools = [
    ...(request.tools ?? []),
    ...declareTools(nameTools(spec.tools)).filter((it) => !taken.has(it.name)),
  ];
  return {
    ...request,
    messages: [prompt, ...(spec.maskPersonal ? rest.map(masked) : rest)],
    ...(tools.length > 0 && { tools }),
    model: request.model || spec.model?.trim() || undefined,
    connectionId: request.connectionId ?? spec.connectionId,
    temperature: request.temperature ?? spec.temperature,
    maxOutputTokens: request.maxOutputTokens ?? spec.maxOutputTokens,
    useKnowledge: request.useKnowledge || spec.useKnowledge === true,
    knowledge: request.useKnowledge ? request.knowledge : spec.knowledge,
    showSources: request.useKnowledge ? request.showSources : spec.showSources,
  };
}

/** Completes an answer with the agent's version and its tools, and takes links to other sites out. */
export function fromAgent(
  answer: LlmAnswer,
  own: LlmRequest,
  { version, spec }: UsedAgent,
): LlmAnswer {
  const clean = (text: string) => onlyAllowedLinks(text, spec.allowedSites);
  const { data, calls } = answer;
  const tools = new Map(nameTools(spec.tools).map(({ name, tool }) => [name, tool]));
  const ownNames = new Set(own.tools?.map((it) => it.name));
  return {
    ...answer,
    text: clean(answer.text),
    ...(data && {
      data: typeof data.reply === "string" ? { ...data, reply: clean(data.reply) } : data,
    }),
    ...(calls && {
      calls: calls.map((it) => {
        const tool = ownNames.has(it.name) ? undefined : tools.get(it.name);
        return tool ? { ...it, tool } : it;
      }),
    }),
    agentVersion: version,
  };
}

function masked(message: LlmMessage): LlmMessage {
  return { ...message, content: maskPersonal(message.content) };
}
