import type { MessageContent } from "@chatloom/flows-schema";
import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { chooseOption } from "../choose-option.ts";
import { endOf } from "../duration-ms.ts";
import { fillUrl } from "../fill-url.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import { numbersShown } from "../numbers-shown.ts";
import { retryText } from "../retry-text.ts";
import { saveChoice } from "../save-choice.ts";
import { spokenLanguage } from "../spoken-language.ts";

/** Asks with options to tap, also accepts a typed option, and asks again a few times. */
export const quickReplies: Behaviour<"quickReplies"> = {
  enter: (visit) => askFor(visit, visit.data.text, 1),
  resume: (visit, input, memory) => {
    const { data } = visit;
    if (input.type === "timerFired") {
      return { then: { do: "leave", port: "timeout" } };
    }
    if (input.type !== "message" && input.type !== "postback") {
      return { then: { do: "decline" } };
    }
    const { asked, numbered } = readMemory(memory);
    const option = chooseOption(visit, optionsOf(visit), input, numbered);
    if (option) {
      return {
        set: saveChoice(visit, data.saveTo ?? "", option),
        then: { do: "leave", port: option.port },
      };
    }
    if (asked >= data.attempts) {
      return { then: { do: "leave", port: "else" } };
    }
    const again = retryText({ expect: "choice", choices: data.options }, spokenLanguage(visit));
    return askFor(visit, data.retryText || again, asked + 1);
  },
  ignoresEarlier: ({ ignoreEarlier }) => ignoreEarlier !== false,
};

function askFor(visit: Visit<"quickReplies">, template: string, asked: number): Decision {
  const { data, context } = visit;
  const text = visit.render(template);
  const imageUrl = asked === 1 ? fillUrl(visit, data.imageUrl ?? "").url : "";
  const replies = optionsOf(visit).map(({ port, label }) => ({
    label: visit.render(label),
    payload: visit.token(port),
  }));
  const content: MessageContent =
    imageUrl === ""
      ? { kind: "text", text, replies }
      : { kind: "image", url: imageUrl, caption: text, replies };
  const timeoutAt = endOf(context.now, data.timeout);
  const effects = visit.say(content);
  return {
    effects,
    then: {
      do: "wait",
      for: "contact",
      memory: { asked, numbered: numbersShown(effects) },
      timeoutAt,
    },
  };
}

function optionsOf({ data, original }: Visit<"quickReplies">) {
  return data.options.map((option) => {
    const { label, synonyms = [] } = original.options.find(({ id }) => id === option.id) ?? option;
    return {
      port: `option:${option.id}`,
      label: option.label,
      original: label,
      synonyms: [...(option.synonyms ?? []), ...synonyms],
    };
  });
}

function readMemory(memory: JsonValue): { readonly asked: number; readonly numbered: boolean } {
  const { asked, numbered } = (memory ?? {}) as JsonObject;
  return { asked: typeof asked === "number" ? asked : 1, numbered: numbered === true };
}
