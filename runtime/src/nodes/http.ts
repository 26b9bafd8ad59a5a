import type { Behaviour, Decision } from "../behaviour.ts";
import { httpRequest } from "../http-request.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import { readPath, splitPath } from "../read-path.ts";
import { withoutAnswer } from "../without-answer.ts";

/** Calls another system and keeps parts of its answer. */
export const http: Behaviour<"http"> = {
  enter: (visit) => {
    const { data } = visit;
    const request = httpRequest(visit, data);
    if ("code" in request) {
      return fail(request.code, request.message);
    }
    return {
      effects: [
        {
          type: "callHttp",
          request: {
            ...request,
            timeoutMs: data.timeoutSeconds * 1_000,
            retries: data.retries,
          },
        },
      ],
      then: { do: "waitForEffect", memory: null },
    };
  },
  resume: ({ data }, input) => {
    if (input.type !== "effectAnswered") {
      return withoutAnswer(input);
    }
    const answer = (input.answer ?? {}) as JsonObject;
    const body = answer.body ?? null;
    const saved = data.save.filter(({ saveTo }) => saveTo !== "");
    if (typeof answer.problem === "string" && saved.some(({ path }) => path.trim() !== "")) {
      return fail("http.json-invalid", answer.problem, { status: answer.status ?? 0, body });
    }
    const set: Record<string, JsonValue> = {};
    const missing: string[] = [];
    for (const { path, saveTo } of saved) {
      const value = valueAt(body, path);
      if (value === undefined) {
        missing.push(path);
      }
      set[saveTo] = value ?? null;
    }
    return { set, notices: missing.map(missingPath), then: { do: "leave", port: "next" } };
  },
};

function valueAt(body: JsonValue, path: string): JsonValue | undefined {
  const trimmed = path.trim().replace(/^\$(?=[.[]|$)/, "");
  if (trimmed === "") {
    return body;
  }
  // A key may have dots of its own.
  const found = readPath(body, splitPath(trimmed));
  return found === undefined ? readPath(body, [trimmed]) : found;
}

function missingPath(path: string) {
  return { code: "http.path-missing", message: `The answer has nothing at "${path}"` };
}

function fail(code: string, message: string, details: JsonObject = {}): Decision {
  return { then: { do: "fail", code, message, details } };
}
