import { type AiAgentSpec, aiAgentFlow } from "@chatloom/flows-schema";
import {
  type AnsweringEffect,
  compile,
  type Effect,
  type LlmAnswer,
  type LlmUsage,
  type Program,
} from "@chatloom/runtime";
import { Chat } from "@chatloom/runtime/chat";
import type { Outcome } from "../../pipeline/effects/outcome.ts";

/** The agent that is asked: a version of it, or its draft as version 0. */
export interface AskedAgent {
  readonly agentId: string;
  readonly version: number;
  readonly name: string;
  readonly spec: AiAgentSpec;
}

/** What came of one question to an agent. */
export interface AgentAnswer {
  readonly text: string;
  /** `answer`, `people`, the id of an exit, or `failed`. */
  readonly ended: string;
  /** The code of why there is no answer. */
  readonly problem?: string | undefined;
  readonly usage: readonly { readonly model: string; readonly usage: LlmUsage }[];
}

/** More calls than any answer takes: tools are limited to eight rounds of sixteen. */
const mostCalls = 150;
const talkNode = "talk";

/**
 * Asks an agent one question in a conversation of its own, in the engine of production. `call` makes its calls of models and tools;
 * what would reach contacts, members or payment providers is not done. `flows` are those that its tools may call.
 */
export async function askAgent(
  agent: AskedAgent,
  question: string,
  flows: readonly Program[],
  call: (effect: AnsweringEffect) => Promise<Outcome>,
): Promise<AgentAnswer> {
  const { agentId, version, spec } = agent;
  const own = compile(aiAgentFlow({ ...agent, spec: { ...spec, channels: [] } }), {
    flowId: agentId,
    version,
  });
  const others = flows.filter((it) => it.flowId !== agentId);
  const chat = new Chat([own, ...others.map(withoutTriggers)]);
  const usage: { model: string; usage: LlmUsage }[] = [];
  chat.play(question);
  for (let calls = 0; chat.pending && calls < mostCalls; calls++) {
    const { pending } = chat;
    const outcome = await call(pending);
    if ("error" in outcome) {
      chat.play({ failure: outcome.error });
      continue;
    }
    if (pending.type === "callLlm") {
      const { usage: used, model } = (outcome.answer ?? {}) as Partial<LlmAnswer>;
      usage.push({ model: model ?? "", usage: used ?? { input: 0, output: 0, cached: 0 } });
    }
    chat.play({ answer: outcome.answer });
  }
  return { text: chat.effects.flatMap(textOf).join("\n"), ...endOf(chat, agent), usage };
}

/** The flows of tools are called by the agent only; the question must not start one. */
function withoutTriggers(program: Program): Program {
  return { ...program, triggers: [] };
}

function endOf(chat: Chat, { agentId, spec }: AskedAgent): Pick<AgentAnswer, "ended" | "problem"> {
  const path = chat.turns.flatMap((it) => it.path);
  const failure = path.findLast((it) => it.step === "failed" && it.flowId === agentId);
  if (failure?.step === "failed") {
    return { ended: "failed", problem: failure.code };
  }
  const left = path.findLast(
    (it) => it.step === "left" && it.flowId === agentId && it.nodeId === talkNode,
  );
  const port = left?.step === "left" ? left.port : "";
  const exit = spec.exits.find(({ id }) => port === `exit:${id}`);
  if (exit) {
    return { ended: exit.id };
  }
  return { ended: chat.handler === "waiting" ? "people" : "answer" };
}

function textOf(effect: Effect): string[] {
  return effect.type === "send" && effect.content.kind === "text" ? [effect.content.text] : [];
}
