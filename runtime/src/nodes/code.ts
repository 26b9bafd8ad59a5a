import type { Behaviour } from "../behaviour.ts";
import type { JsonObject } from "../input.ts";

/** Lets the shell run JavaScript in its sandbox and saves the result. */
export const code: Behaviour<"code"> = {
  enter: ({ data, variables, context: { contact } }) => ({
    effects: [
      {
        type: "runCode",
        source: data.source,
        scope: {
          variables: { ...variables },
          contact: { ...contact.fields, ...contact } as JsonObject,
        },
        timeoutMs: data.timeoutMs,
      },
    ],
    then: { do: "waitForEffect", memory: null },
  }),
  resume: ({ data }, input) => {
    if (input.type === "effectFailed") {
      return { then: { do: "fail", ...input.error } };
    }
    if (input.type !== "effectAnswered") {
      return { then: { do: "decline" } };
    }
    const set = data.saveTo ? { set: { [data.saveTo]: input.answer } } : {};
    return { ...set, then: { do: "leave", port: "next" } };
  },
};
