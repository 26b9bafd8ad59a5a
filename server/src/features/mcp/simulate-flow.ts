import { emptyCheckContext } from "@chatloom/flows-schema";
import { readFlowText } from "@chatloom/flows-schema/text";
import type { JsonValue } from "@chatloom/runtime";
import { Chat } from "@chatloom/runtime/chat";
import Type, { type Static } from "typebox";
import { Invalid } from "../../context/errors.ts";
import { checkFlowText } from "../../records/check-flow-text.ts";

/** One event of a simulated conversation. */
export const Happening = Type.Object(
  {
    say: Type.Optional(Type.String({ maxLength: 4_000, description: "The contact writes this" })),
    tap: Type.Optional(
      Type.String({ maxLength: 200, description: "The contact taps the button with this label" }),
    ),
    pass_minutes: Type.Optional(
      Type.Number({ minimum: 0, maximum: 525_600, description: "Time passes; timers fire" }),
    ),
    answer: Type.Optional(
      Type.Unknown({ description: "The answer of the system or model that the flow called" }),
    ),
    failure: Type.Optional(
      Type.String({ maxLength: 200, description: "The call failed with this code" }),
    ),
  },
  { minProperties: 1, maxProperties: 1, additionalProperties: false },
);
export type Happening = Static<typeof Happening>;

const mostLines = 1_000;

/**
 * Plays a conversation with a flow that is given as text. Returns the transcript and what the run waits for. Throws `Invalid` for
 * the first problem of the text, and for an event that cannot happen.
 */
export function simulateFlow(
  text: string,
  happenings: readonly Happening[],
): { readonly transcript: readonly string[]; readonly waitsFor: string } {
  const { flow, problems } = checkFlowText(readFlowText(text), emptyCheckContext);
  if (!flow) {
    const [first] = problems;
    const message = `Line ${first?.line}, column ${first?.column}: ${first?.message}`;
    throw new Invalid("request.invalid", message);
  }
  const chat = new Chat(flow);
  for (const happening of happenings) {
    try {
      play(chat, happening);
    } catch (error) {
      // The label is on no button, or no call waits for an answer.
      throw new Invalid("request.invalid", (error as Error).message);
    }
    if (chat.lines.length > mostLines) {
      break;
    }
  }
  const waiting = chat.run?.waiting.for ?? "nothing: no flow is running";
  return { transcript: chat.lines.slice(0, mostLines), waitsFor: waiting };
}

function play(chat: Chat, { say, tap, pass_minutes, answer, failure }: Happening): void {
  if (say !== undefined) {
    chat.play(say);
  } else if (tap !== undefined) {
    chat.play({ tap });
  } else if (pass_minutes !== undefined) {
    chat.play({ passes: pass_minutes * 60_000 });
  } else if (failure !== undefined) {
    chat.play({ failure });
  } else {
    chat.play({ answer: answer as JsonValue });
  }
}
