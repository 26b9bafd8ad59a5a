import type { Behaviour, Decision, Visit } from "../behaviour.ts";
import { BodyNotJson, fillJson } from "../fill-json.ts";
import { fillUrl } from "../fill-url.ts";
import type { JsonObject, JsonValue } from "../input.ts";
import { readPath, splitPath } from "../read-path.ts";

/** Calls another system and saves parts of its answer. */
export const http: Behaviour<"http"> = {
  enter: (visit) => {
    const { data } = visit;
    const { url, climbs } = fillUrl(visit, data.url);
    if (climbs !== undefined) {
      return fail("http.url-invalid", `"${climbs}" cannot be a part of an address's path`);
    }
    const headers = headersOf(visit);
    const wrong = headers.map(headerProblem).find((it) => it !== undefined);
    if (wrong !== undefined) {
      return fail("http.header-invalid", wrong);
    }
    const body = bodyOf(visit, headers);
    if (body instanceof BodyNotJson) {
      return fail(body.code, body.message);
    }
    return {
      effects: [
        {
          type: "callHttp",
          request: {
            method: data.method,
            url,
            headers,
            body: body || undefined,
            timeoutMs: data.timeoutSeconds * 1_000,
            retries: data.retries,
          },
        },
      ],
      then: { do: "waitForEffect", memory: null },
    };
  },
  resume: ({ data }, input) => {
    if (input.type === "effectFailed") {
      const { code, message, ...details } = input.error;
      return { then: { do: "fail", code, message, details } };
    }
    if (input.type !== "effectAnswered") {
      return { then: { do: "decline" } };
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

interface Header {
  readonly name: string;
  readonly value: string;
}

function headersOf(visit: Visit<"http">): Header[] {
  return visit.data.headers
    .map(({ name, value }) => ({
      name: visit.render(name).trim(),
      value: visit.render(value).trim(),
    }))
    .filter(({ name }) => name !== "");
}

/** Returns why a header cannot be sent, for members. */
function headerProblem({ name, value }: Header): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) {
    return `"${name.slice(0, 100)}" cannot be a header's name`;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\0-\x08\x0a-\x1f\x7f]/.test(value)) {
    return `The value of the header "${name}" holds a line break or another control character`;
  }
  return undefined;
}

function bodyOf(visit: Visit<"http">, headers: readonly Header[]): string | BodyNotJson {
  const template = visit.data.body ?? "";
  const type = headers.find(({ name }) => name.toLowerCase() === "content-type")?.value ?? "";
  if (/form-urlencoded/i.test(type)) {
    return fillForm(visit, template);
  }
  if (type !== "" && !/json/i.test(type)) {
    return visit.render(template);
  }
  try {
    return fillJson(visit, template);
  } catch (error) {
    if (error instanceof BodyNotJson) {
      return error;
    }
    throw error;
  }
}

/** Values of a form are encoded as those of a query. */
function fillForm(visit: Visit<"http">, template: string): string {
  const prefix = "?";
  return fillUrl(visit, `${prefix}${template}`).url.slice(prefix.length);
}

function valueAt(body: JsonValue, path: string): JsonValue | undefined {
  const trimmed = path.trim().replace(/^\$(?=[.[]|$)/, "");
  if (trimmed === "") {
    return body;
  }
  // A key may contain dots.
  const found = readPath(body, splitPath(trimmed));
  return found === undefined ? readPath(body, [trimmed]) : found;
}

function missingPath(path: string) {
  return { code: "http.path-missing", message: `The answer has nothing at "${path}"` };
}

function fail(code: string, message: string, details: JsonObject = {}): Decision {
  return { then: { do: "fail", code, message, details } };
}
