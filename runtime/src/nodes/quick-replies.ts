import type { MessageContent } from "@chatloom/flows-schema";
import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { chooseOption } from "../choose-option.ts";
import { endOf } from "../duration-ms.ts";

/** Asks with answers to tap, understands what is typed instead, and asks again a few times. */
export const quickReplies: Behaviour<"quickReplies"> = {
  enter: (visit) => askFor(visit, visit.data.text, 1),
  resume: (visit, input, memory) => {
    const { data } = visit;
    if (input.type === "timerFired") return { then: { do: "leave", port: "timeout" } };
    if (input.type !== "message" && input.type !== "postback") return { then: { do: "decline" } };
    const option = chooseOption(visit, optionsOf(visit), input);
    if (option) {
      const set = data.saveTo ? { set: { [data.saveTo]: visit.render(option.label) } } : {};
      return { ...set, then: { do: "leave", port: option.port } };
    }
    const asked = typeof memory === "number" ? memory : 1;
    if (asked >= data.attempts) return { then: { do: "leave", port: "else" } };
    return askFor(visit, data.retryText || data.text, asked + 1);
  },
};

function askFor(visit: Visit<"quickReplies">, template: string, asked: number): Decision {
  const { data, context } = visit;
  const text = visit.render(template);
  const imageUrl = asked === 1 ? visit.render(data.imageUrl ?? "").trim() : "";
  const replies = optionsOf(visit).map(({ port, label }) => ({
    label: visit.render(label),
    payload: visit.token(port),
  }));
  const content: MessageContent =
    imageUrl === ""
      ? { kind: "text", text, replies }
      : { kind: "image", url: imageUrl, caption: text, replies };
  const timeoutAt = endOf(context.now, data.timeout);
  return {
    effects: visit.say(content),
    then: {
      do: "wait",
      for: "contact",
      memory: asked,
      ...(timeoutAt === undefined ? {} : { timeoutAt }),
    },
  };
}

function optionsOf({ data }: Visit<"quickReplies">) {
  return data.options.map((option) => ({ ...option, port: `option:${option.id}` }));
}
