import type { Visit } from "./behaviour.ts";
import type { HttpRequest } from "./effect.ts";
import { BodyNotJson, fillJson } from "./fill-json.ts";
import { fillUrl } from "./fill-url.ts";
import { markSecrets } from "./secret-marks.ts";

type Filling = Pick<Visit, "render" | "renderParts">;

/** A request as its author wrote it. */
export interface WrittenRequest {
  readonly method?: string;
  readonly url?: string;
  readonly headers?: readonly Header[];
  readonly body?: string;
}

/**
 * Fills a request in. Secrets stay as `{{secret.NAME}}` and sensitive answers as `{{sensitive.ID}}`; `secrets` and `sensitive` list them. Gives a code and a message for members where it cannot
 * be sent.
 */
export function httpRequest(
  visit: Filling & Pick<Visit, "secretGuard" | "sensitive">,
  written: WrittenRequest,
):
  | Pick<HttpRequest, "method" | "url" | "headers" | "body" | "secrets" | "sensitive">
  | { readonly code: string; readonly message: string } {
  const { filling, names, answers, settle } = markSecrets(visit, visit.secretGuard);
  const { url, climbs } = fillUrl(filling, written.url ?? "");
  if (climbs !== undefined) {
    const message = `"${climbs}" cannot be a part of an address's path`;
    return { code: "http.url-invalid", message };
  }
  const headers = headersOf(visit, filling, written.headers ?? []);
  const wrong = headers.map(headerProblem).find((it) => it !== undefined);
  if (wrong !== undefined) {
    return { code: "http.header-invalid", message: wrong };
  }
  const body = bodyOf(filling, written.body ?? "", headers);
  if (body instanceof BodyNotJson) {
    return { code: body.code, message: body.message };
  }
  const missing = [...answers].find((it) => visit.sensitive(it) === undefined);
  if (missing !== undefined) {
    const message = `"${missing}" holds no answer to a sensitive question`;
    return { code: "http.sensitive-missing", message };
  }
  return {
    method: written.method ?? "GET",
    url: settle(url),
    headers: headers.map(({ name, value }) => ({ name, value: settle(value) })),
    body: body === "" ? undefined : settle(body),
    secrets: names.size === 0 ? undefined : [...names],
    sensitive:
      answers.size === 0 ? undefined : [...answers].flatMap((it) => visit.sensitive(it) ?? []),
  };
}

interface Header {
  readonly name: string;
  readonly value: string;
}

function headersOf(visit: Filling, filling: Filling, headers: readonly Header[]): Header[] {
  return headers
    .map(({ name, value }) => ({
      name: visit.render(name).trim(),
      value: filling.render(value).trim(),
    }))
    .filter(({ name }) => name !== "");
}

/** Tells members why a header cannot be sent; undefined if it can. */
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

function bodyOf(
  visit: Filling,
  template: string,
  headers: readonly Header[],
): string | BodyNotJson {
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
function fillForm(visit: Filling, template: string): string {
  const prefix = "?";
  return fillUrl(visit, `${prefix}${template}`).url.slice(prefix.length);
}
