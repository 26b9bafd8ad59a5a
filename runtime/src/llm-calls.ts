import type { AiTool } from "@chatloom/flows-schema";
import type { Decision, Visit } from "./behaviour.ts";
import { httpRequest } from "./http-request.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import type { WantedCall } from "./llm-effect.ts";
import { failWith } from "./llm-failure.ts";
import { type Talk, talkMemory, withMessage } from "./llm-talk.ts";
import { think } from "./llm-think.ts";
import { nameTools, readArguments } from "./llm-tools.ts";

/** How often a model may call tools for one answer. */
const mostRounds = 8;
/** How much of a tool's result the model reads, in characters. */
const longestResult = 8_000;
const toolTimeoutMs = 20_000;

/** Calls the first tool that is wanted, or goes on thinking where none is left. Calls that make no sense are told to the model. */
export function callNextTool(visit: Visit<"llm">, talk: Talk): Decision {
  if ((talk.rounds ?? 0) > mostRounds) {
    const message = `The AI called tools more than ${mostRounds} times for one answer`;
    return failWith(visit, "llm.tool-loop", message);
  }
  let left = talk;
  for (let [call] = left.calls ?? []; call; [call] = left.calls ?? []) {
    const begun = begin(visit, left, call);
    if ("decision" in begun) {
      return begun.decision;
    }
    left = withResult(left, begun.problem);
  }
  return think(visit, left);
}

/** A tool's answer came, or why there is none. */
export function toolAnswered(visit: Visit<"llm">, talk: Talk, answer: JsonValue): Decision {
  const { body } = (answer ?? {}) as JsonObject;
  return callNextTool(visit, withResult(talk, inText(body ?? answer)));
}

/** A flow that was called as a tool has ended; the model reads its variables. */
export function toolReturned(visit: Visit<"llm">, talk: Talk, inner: JsonObject): Decision {
  const known = Object.entries(inner).filter(([, value]) => value !== null && value !== "");
  return callNextTool(visit, withResult(talk, inText(Object.fromEntries(known))));
}

function begin(
  visit: Visit<"llm">,
  talk: Talk,
  call: WantedCall,
): { readonly decision: Decision } | { readonly problem: string } {
  if (call.serverTool) {
    const { arguments: given } = call;
    const effect = {
      type: "callMcp",
      call: { ...call.serverTool, arguments: given, timeoutMs: toolTimeoutMs },
    } as const;
    const then = { do: "waitForEffect", memory: talkMemory(talk) } as const;
    return { decision: { effects: [effect], then } };
  }
  const tool = call.tool ?? ownTool(visit, call.name);
  if (!tool) {
    const names = nameTools(visit.data.tools ?? []).map((it) => it.name);
    return { problem: `There is no tool "${call.name.slice(0, 100)}". Tools: ${names.join(", ")}` };
  }
  const read = readArguments(tool, call.arguments, visit.settings);
  if ("problem" in read) {
    return { problem: `${read.problem}. Correct it, or ask the user.` };
  }
  const memory = talkMemory(talk);
  if (tool.kind === "subflow") {
    const then = { do: "call", flowId: tool.flowId ?? "", inputs: read.args } as const;
    return { decision: { remember: memory, then } };
  }
  const request = httpRequest(visit.after({ args: read.args }), tool);
  if ("code" in request) {
    return { problem: `The tool cannot be called: ${request.message}` };
  }
  const effect = {
    type: "callHttp",
    request: { ...request, timeoutMs: toolTimeoutMs, retries: 1 },
  } as const;
  return { decision: { effects: [effect], then: { do: "waitForEffect", memory } } };
}

function ownTool(visit: Visit<"llm">, name: string): AiTool | undefined {
  return nameTools(visit.data.tools ?? []).find((it) => it.name === name)?.tool;
}

/** The talk once the first wanted call has a result. */
function withResult(talk: Talk, content: string): Talk {
  const [call, ...calls] = talk.calls ?? [];
  return call ? { ...withMessage(talk, { role: "tool", callId: call.id, content }), calls } : talk;
}

function inText(value: JsonValue): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > longestResult ? `${text.slice(0, longestResult)}… (cut)` : text || "(empty)";
}
