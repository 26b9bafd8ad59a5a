import type { JsonObject, JsonValue } from "./input.ts";
import type { LlmMessage, WantedCall } from "./llm-effect.ts";
import type { Said } from "./llm-said.ts";

/** An AI step's memory of its talk with the contact; plain JSON. */
export interface Talk {
  readonly messages: readonly LlmMessage[];
  /** How many answers it gave. */
  readonly answers: number;
  readonly summary?: string;
  /** The agent's version that answered first: the run stays with it. */
  readonly agentVersion?: number;
  /** Tools that are to be called before the model goes on; the first is under way. */
  readonly calls?: readonly WantedCall[];
  /** How often tools were called for the present answer, how often the contact broke in, and whether data was asked for again. */
  readonly rounds?: number;
  readonly interruptions?: number;
  readonly askedAgain?: boolean;
  /** It waits for more messages before it asks the model; since when, in epoch milliseconds. */
  readonly settlingSince?: number;
}

export const freshTalk: Talk = { messages: [], answers: 0 };
const longestMessage = 4_000;

/** Reads what was remembered; talks stored by older versions too. */
export function readTalk(memory: JsonValue): Talk {
  const talk = (memory ?? {}) as unknown as Partial<Talk>;
  return {
    ...talk,
    messages: Array.isArray(talk.messages) ? talk.messages : [],
    answers: typeof talk.answers === "number" ? talk.answers : 0,
  };
}

/** Writes a talk as what a step remembers. */
export function talkMemory(talk: Talk): JsonObject {
  return talk as unknown as JsonObject;
}

/** The talk with one more thing that the contact said, or sent. */
export function withSaid(talk: Talk, { text, media }: Said): Talk {
  const said = { role: "user", content: text.slice(0, longestMessage) } as const;
  return withMessage(talk, media ? { ...said, media: [media] } : said);
}

/** The talk once the model's answer is whole: what tools gave is no longer needed. */
export function withReply(talk: Talk, reply: string, remember: number): Talk {
  const { rounds: _, interruptions: __, askedAgain: ___, calls: ____, ...kept } = talk;
  const spoken = talk.messages.filter(
    (it) => it.role !== "tool" && !(it.role === "assistant" && it.calls),
  );
  const said = { role: "assistant" as const, content: reply.slice(0, longestMessage) };
  return { ...kept, messages: [...spoken, said].slice(-remember) };
}

/** The talk with one more message. */
export function withMessage(talk: Talk, message: LlmMessage): Talk {
  return { ...talk, messages: [...talk.messages, message] };
}
