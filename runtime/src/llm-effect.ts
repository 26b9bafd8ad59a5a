import type { AiTool } from "@chatloom/flows-schema";
import type { JsonObject } from "./input.ts";

/** A message of a talk with a language model. */
export type LlmMessage =
  | {
      readonly role: "system" | "user";
      readonly content: string;
      /** The files that the contact sent with it. */
      readonly media?: readonly LlmMedia[];
    }
  | {
      readonly role: "assistant";
      readonly content: string;
      /** The tools that it called. */
      readonly calls?: readonly LlmToolCall[];
    }
  /** The result of a called tool. */
  | { readonly role: "tool"; readonly callId: string; readonly content: string };

/** A picture or voice note of a contact's message. The shell finds the file by the message, in the same conversation. */
export interface LlmMedia {
  readonly kind: "image" | "audio";
  readonly messageId: string;
}

/** A call of a tool as the model wrote it. `arguments` may be anything. */
export interface LlmToolCall {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** A tool that the model wants to be called: `tool` declares one of the agent's own, `serverTool` names an allowed one of a server. */
export type WantedCall = LlmToolCall & {
  readonly tool?: AiTool;
  readonly serverTool?: ServerTool;
};

/** A tool that a model may call; `parameters` is a JSON Schema. */
export interface LlmTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
}

/** The tools of an MCP server that a model may call, by the server's names. The shell knows what they need. */
export interface ServerTools {
  readonly serverId: string;
  readonly tools: readonly string[];
}

/** The tool of an MCP server that a call means. */
export interface ServerTool {
  readonly serverId: string;
  readonly tool: string;
  readonly repeatable: boolean;
}

/** The tokens of a call; `cached` is a part of `input`. */
export interface LlmUsage {
  readonly input: number;
  readonly output: number;
  readonly cached: number;
}

/**
 * A call of a language model. Its answer is an `LlmAnswer`. `data` fits the schema, if one was asked for (the shell validates, asks once
 * more, then fails the effect).
 */
export interface LlmRequest {
  readonly model?: string | undefined;
  /** The workspace's connection; without one the agent's, or the default. */
  readonly connectionId?: string | undefined;
  readonly agentId?: string | undefined;
  /** The version that the run is pinned to; absent before the first answer. 0 is the draft, for tests. */
  readonly agentVersion?: number | undefined;
  readonly messages: readonly LlmMessage[];
  /** How many of the conversation's newest messages the shell adds at the end, with personal data masked. */
  readonly thread?: number | undefined;
  readonly schema?: JsonObject | undefined;
  readonly tools?: readonly LlmTool[] | undefined;
  /** The tools of MCP servers that the step allows; the shell declares them. */
  readonly serverTools?: readonly ServerTools[] | undefined;
  readonly temperature?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** Whether passages of the workspace's knowledge go with it. */
  readonly useKnowledge: boolean;
  /** The knowledge bases; absent or empty means all. */
  readonly knowledge?: readonly string[] | undefined;
  /** Whether the answer names its sources to the contact. */
  readonly showSources?: boolean | undefined;
  /** Whether the call fails with `llm.media-unreadable` where a new picture or voice note cannot be read; otherwise words stand for it. */
  readonly needsMedia?: boolean | undefined;
  /** How texts are checked where no agent is named; absent: not at all. `standard` is the workspace's rule. */
  readonly moderation?: StepModeration | undefined;
  /** Whether its text may be shown while it is written: it becomes a message as it is. */
  readonly partsShown?: boolean | undefined;
  readonly timeoutMs: number;
}

/** The moderation of a step without an agent. */
export interface StepModeration {
  readonly moderation: "standard" | "off" | "wordList" | "endpoint";
  readonly blockedWords?: readonly string[] | undefined;
}

/** A passage of the knowledge that went with a question to a model. */
export interface AnswerSource {
  readonly baseId: string;
  readonly documentId: string;
  readonly title: string;
  readonly url?: string;
  /** The beginning of the passage. */
  readonly text: string;
  /** Whether the answer names it. */
  readonly cited: boolean;
}

/** The answer of a language model. */
export interface LlmAnswer {
  readonly text: string;
  readonly data?: JsonObject;
  /** The tools that the model wants to be called instead of answering. */
  readonly calls?: readonly WantedCall[];
  readonly usage: LlmUsage;
  readonly model: string;
  /** The version of the agent that answered. */
  readonly agentVersion?: number;
  /** The passages that the model was given. */
  readonly sources?: readonly AnswerSource[];
  /** The knowledge holds nothing about the question. */
  readonly unfounded?: boolean;
}
