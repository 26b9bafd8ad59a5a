import type { Behaviour } from "../behaviour.ts";
import { fillJson } from "../fill-json.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import { readPath, splitPath } from "../read-path.ts";

/** Calls another system and keeps parts of its answer. */
export const http: Behaviour<"http"> = {
  enter: (visit) => {
    const { data } = visit;
    const headers = data.headers
      .map(({ name, value }) => ({ name: visit.render(name).trim(), value: visit.render(value) }))
      .filter(({ name }) => name !== "");
    const body = data.body === undefined ? "" : fillJson(visit, data.body);
    return {
      effects: [
        {
          type: "callHttp",
          request: {
            method: data.method,
            url: visit.render(data.url).trim(),
            headers,
            ...(body === "" ? {} : { body }),
            timeoutMs: data.timeoutSeconds * 1_000,
            retries: data.retries,
          },
        },
      ],
      then: { do: "waitForEffect", memory: null },
    };
  },
  resume: ({ data }, input) => {
    if (input.type === "effectFailed") return { then: { do: "fail", ...input.error } };
    if (input.type !== "effectAnswered") return { then: { do: "decline" } };
    const body = (input.answer as JsonObject | null)?.body ?? null;
    const set: Record<string, JsonValue> = {};
    for (const { path, saveTo } of data.save)
      if (saveTo !== "")
        set[saveTo] = (path.trim() === "" ? body : readPath(body, splitPath(path))) ?? null;
    return { set, then: { do: "leave", port: "next" } };
  },
};
