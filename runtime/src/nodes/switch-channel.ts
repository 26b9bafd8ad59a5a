import type { MessageContent } from "@chatloom/flows-schema";
import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { durationMs } from "../duration-ms.ts";
import type { Input, JsonObject, JsonValue } from "../input.ts";
import { switchToken } from "../switch-token.ts";

type Here = Visit<"switchChannel">;

const shortestMs = 60_000;
const there = "there";

/** Has the conversation go on in another channel: at once where it can write there, otherwise when the contact has opened a link. */
export const switchChannel: Behaviour<"switchChannel"> = {
  enter: (visit) => {
    const { data, context } = visit;
    const { channelId, writeFirst } = data;
    if (context.channel.id === channelId) {
      return { then: { do: "leave", port: there } };
    }
    const expiresAt = context.now + Math.max(shortestMs, durationMs(data.expiry));
    const words = visit.render(data.button);
    return {
      effects: [{ type: "openSwitch", switch: { channelId, writeFirst, words, expiresAt } }],
      then: { do: "waitForEffect", memory: { expiresAt } },
    };
  },
  resume: (visit, input, memory) => {
    switch (input.type) {
      case "effectAnswered":
        return goTo(visit, input.answer) ?? sendLink(visit, input.answer, memory);
      case "effectFailed":
        return fail(input.error.code, input.error.message);
      case "timerFired":
        return { then: { do: "leave", port: "expired" } };
      case "callback":
        return opened(visit, input);
      default:
        return { then: { do: "decline" } };
    }
  },
};

function opened(visit: Here, { body }: Extract<Input, { type: "callback" }>): Decision {
  return goTo(visit, body) ?? fail("switch.failed", "The channel did not tell where to go on");
}

/** Goes on in the conversation that an answer names; undefined where it names none. */
function goTo({ context }: Here, answer: JsonValue): Decision | undefined {
  const { conversationId } = (answer ?? {}) as JsonObject;
  if (typeof conversationId !== "string") {
    return undefined;
  }
  return conversationId === context.conversationId
    ? { then: { do: "leave", port: there } }
    : { then: { do: "move", conversationId, port: there } };
}

function sendLink(visit: Here, answer: JsonValue, memory: JsonValue): Decision {
  const { switchId, url } = (answer ?? {}) as JsonObject;
  if (typeof switchId !== "string" || typeof url !== "string") {
    return fail("switch.no-link", "No link opens a chat in this channel");
  }
  const { data, context } = visit;
  const { expiresAt } = memory as { readonly expiresAt: number };
  const content: MessageContent = {
    kind: "buttons",
    text: visit.render(data.text),
    buttons: [{ type: "url", label: visit.render(data.button), url }],
  };
  return {
    effects: visit.say(content),
    then: {
      do: "wait",
      for: "callback",
      token: switchToken(switchId),
      memory: null,
      timeoutAt: Math.max(expiresAt, context.now + shortestMs),
    },
  };
}

function fail(code: string, message: string): Decision {
  return { then: { do: "fail", code, message } };
}
