import type { LogLine } from "../import-log.ts";
import type { NameBook } from "../name-book.ts";
import { cleanName } from "../name-book.ts";
import { toTemplate } from "../to-template.ts";

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#39": "'",
  nbsp: " ",
};

/** The values that texts of a flow name, and where each is kept here. */
export class FlowiseText {
  readonly #names: NameBook;
  /** Steps whose results other steps name: the variable by the step's id. */
  readonly #results = new Map<string, string>();

  constructor(names: NameBook) {
    this.#names = names;
  }

  /** The variable with the first message of the run. */
  get question(): string {
    return this.#names.of("question");
  }

  /** The variable of a key of the flow's state. */
  state(key: string): string {
    return this.#names.of(`$flow.state.${key}`, key);
  }

  /** The variable of a field of the start form. */
  form(key: string): string {
    return this.#names.of(`$form.${key}`, key);
  }

  /** The variable of a part of a step's structured answer. */
  structured(step: string, key: string): string {
    return this.#names.of(`${step}.output.${key}`, key);
  }

  /** Says that a step keeps its result, and returns the variable. */
  result(step: string, label: string): string {
    const known = this.#results.get(step);
    const name = known ?? this.#names.of(`result of ${step}`, cleanName(label || step));
    this.#results.set(step, name);
    return name;
  }

  /** The path here of what a text names: `$flow.state.city` is `city`. Undefined for what is not kept. */
  path(reference: string, output?: string): string | undefined {
    const text = reference.trim();
    const state = /^\$flow\.state\.([\w$-]+)((?:\.[\w$-]+|\[\d+\])*)$/.exec(text);
    if (state) {
      return `${this.state(state[1] as string)}${state[2]}`;
    }
    const form = /^\$form\.([\w$-]+)$/.exec(text);
    if (form) {
      return this.form(form[1] as string);
    }
    const variable = /^\$vars\.([\w$-]+)$/.exec(text);
    if (variable) {
      return `workspace.${cleanName(variable[1] as string)}`;
    }
    const item = /^\$iteration((?:\.[\w$]+)*)$/.exec(text);
    if (item) {
      return `${this.#names.of("$iteration", "item")}${item[1]}`;
    }
    if (text === "question" || text === "$flow.input") {
      return this.question;
    }
    if (text === "current_date_time") {
      return "now";
    }
    if (text === "$flow.sessionId" || text === "$flow.chatId") {
      return "contact.id";
    }
    const own = /^output((?:\.[\w$-]+|\[\d+\])*)$/.exec(text);
    if (own && output !== undefined) {
      return `${output}${own[1] === ".content" ? "" : own[1]}`;
    }
    return this.#ofStep(text);
  }

  /** Turns a text, plain or HTML, into a template. */
  template(source: string, line: LogLine, output?: string): string {
    return toTemplate(plainOf(source), (reference) => {
      const path = this.path(reference, output);
      if (path === undefined) {
        line.note("reference", { reference });
      }
      return path;
    });
  }

  #ofStep(text: string): string | undefined {
    const found = /^([\w-]+?)(?:\.data\.instance|\.output)?((?:\.[\w$-]+|\[\d+\])*)$/.exec(text);
    const step = found?.[1] ?? "";
    const rest = found?.[2] ?? "";
    if (!this.#results.has(step)) {
      return undefined;
    }
    const key = /^\.([\w$-]+)$/.exec(rest)?.[1];
    if (key !== undefined && this.#names.has(`${step}.output.${key}`)) {
      return this.structured(step, key);
    }
    const result = this.#results.get(step) as string;
    return `${result}${rest === ".content" || rest === ".http.data" ? "" : rest.replace(/^\.http\.data/, "")}`;
  }
}

/** Writes HTML as plain text: a line for each paragraph and item. Text without tags stays as it is. */
export function plainOf(source: string): string {
  if (!/<(?:p|br|span|ul|ol|li|strong|em|h[1-6]|div|code|pre|a|b|i)\b/i.test(source)) {
    return source;
  }
  return source
    .replace(/<li[^>]*>\s*(?:<p[^>]*>)?/gi, "• ")
    .replace(/<br\s*\/?>|<\/(?:p|div|h[1-6]|ul|ol|pre)>/gi, "\n")
    .replace(/<\/li>/gi, "")
    .replace(/<\/?[a-z][^<>]*>/gi, "")
    .replace(/&([a-z]+|#39);/gi, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
}
