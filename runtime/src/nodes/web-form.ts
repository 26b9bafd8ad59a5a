import type { Behaviour, Visit } from "../behaviour.ts";
import { endOf } from "../duration-ms.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import type { WebFormPage } from "../web-form-page.ts";

/** Sends the button and waits for the page's answers, each into its variable. */
export const webForm: Behaviour<"webForm"> = {
  enter: (visit) => {
    const { data, context, callbackToken } = visit;
    const url = `${context.publicUrl}/forms/${callbackToken}`;
    const button = { type: "url", label: visit.render(data.button), url } as const;
    const text = visit.render(data.text);
    return {
      effects: visit.say({ kind: "buttons", text, buttons: [button] }),
      then: {
        do: "wait",
        for: "callback",
        memory: pageOf(visit) as unknown as JsonValue,
        timeoutAt: endOf(context.now, data.timeout),
      },
    };
  },
  resume: ({ data }, input) => {
    if (input.type === "timerFired") {
      return { then: { do: "leave", port: "timeout" } };
    }
    if (input.type !== "callback") {
      return { then: { do: "decline" } };
    }
    const set = Object.fromEntries(
      data.questions.map(({ id, expect, saveTo }) => [saveTo, answerOf(input.body, id, expect)]),
    );
    return { set, then: { do: "leave", port: "next" } };
  },
};

const longestAnswer = 2_000;

/** The page checks the answers; whoever calls the address itself gets no more than text in. */
function answerOf(body: JsonValue, id: string, expect: string): JsonValue {
  const isObject = typeof body === "object" && body !== null && !Array.isArray(body);
  const given = isObject && Object.hasOwn(body, id) ? (body as JsonObject)[id] : "";
  const text = typeof given === "string" ? given.slice(0, longestAnswer) : "";
  const value = Number(text);
  return expect === "number" && text !== "" && Number.isFinite(value) ? value : text;
}

function pageOf(visit: Visit<"webForm">): WebFormPage {
  const { data, locale } = visit;
  return {
    page: "webForm",
    title: visit.render(data.title),
    language: locale,
    questions: data.questions.map(({ id, label, expect, choices, required }) => ({
      id,
      label: visit.render(label),
      expect,
      choices: choices ?? [],
      required,
    })),
  };
}
