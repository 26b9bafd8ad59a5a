import type { Behaviour } from "../behaviour.ts";
import type { JsonObject } from "../input.ts";

const none = "none";

/** Lets a language model classify a text. A text of no class leaves through `else`. */
export const classify: Behaviour<"classify"> = {
  enter: (visit) => {
    const classes = visit.data.classes.map(({ id, label, description }) => {
      const what = visit.render(description);
      return `- ${id}: ${label}${what === "" ? "" : ` (${what})`}`;
    });
    const text = visit.render(visit.data.text);
    if (text.trim() === "") {
      return { then: { do: "leave", port: "else" } };
    }
    return {
      effects: [
        {
          type: "callLlm",
          request: {
            messages: [
              {
                role: "system",
                content: [
                  "Sort the user's text into one of these classes. Answer with the class's id as JSON.",
                  ...classes,
                  `- ${none}: it fits none of them`,
                ].join("\n"),
              },
              { role: "user", content: text.slice(0, 4_000) },
            ],
            schema: {
              type: "object",
              additionalProperties: false,
              required: ["class"],
              properties: {
                class: { type: "string", enum: [...visit.data.classes.map(({ id }) => id), none] },
              },
            },
            useKnowledge: false,
            timeoutMs: 30_000,
          },
        },
      ],
      then: { do: "waitForEffect", memory: null },
    };
  },
  resume: ({ data }, input) => {
    if (input.type === "effectFailed") {
      return { then: { do: "fail", code: input.error.code, message: input.error.message } };
    }
    if (input.type !== "effectAnswered") {
      return { then: { do: "decline" } };
    }
    const answer = (input.answer as JsonObject | null)?.data as JsonObject | null | undefined;
    const found = data.classes.find(({ id }) => id === answer?.class);
    const set = data.saveTo && found ? { set: { [data.saveTo]: found.label || found.id } } : {};
    return { ...set, then: { do: "leave", port: found ? `class:${found.id}` : "else" } };
  },
};
