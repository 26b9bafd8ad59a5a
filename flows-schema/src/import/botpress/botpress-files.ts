import { isRecord } from "../../is-record.ts";
import type { ImportLog } from "../import-log.ts";
import { Source } from "../source.ts";

/** A file of an export: its path and its JSON, or undefined where it is no JSON. */
export interface ImportFile {
  readonly path: string;
  readonly value: unknown;
}

/** One piece of content that steps send. */
export interface ContentElement {
  readonly id: string;
  readonly type: string;
  readonly form: Source;
  used: boolean;
}

/** An intent with its examples by language. */
export interface Intent {
  readonly name: string;
  readonly examples: ReadonlyMap<string, readonly string[]>;
  used: boolean;
}

/** The files of a Botpress 12 bot, told apart by what they hold. */
export class BotpressFiles {
  readonly flows = new Map<string, Source>();
  readonly places = new Map<string, { readonly x: number; readonly y: number }>();
  readonly content = new Map<string, ContentElement>();
  readonly intents = new Map<string, Intent>();
  readonly questions: Source[] = [];
  readonly log: ImportLog;
  config = new Source({});

  constructor(files: readonly ImportFile[], log: ImportLog) {
    this.log = log;
    for (const file of files) {
      this.#read(file.path, file.value);
    }
  }

  /** The language of the bot's texts. */
  get language(): string {
    const wanted = this.config.text("defaultLanguage");
    if (wanted !== "") {
      return wanted;
    }
    for (const { form } of this.content.values()) {
      const key = form.keys().find((it) => /\$[a-z]{2,3}(-\w+)?$/.test(it));
      if (key) {
        return key.slice(key.indexOf("$") + 1);
      }
    }
    return "en";
  }

  #read(path: string, value: unknown): void {
    if (Array.isArray(value)) {
      this.#readList(path, value);
    } else if (!isRecord(value)) {
      this.#leave(path);
    } else if (
      Array.isArray(value.nodes) &&
      (typeof value.startNode === "string" || /\.flow\.json$/.test(path))
    ) {
      this.#readFlow(path, value);
    } else if (
      /\.ui\.json$/.test(path) ||
      (Array.isArray(value.links) && Array.isArray(value.nodes))
    ) {
      this.#readPlaces(path, value);
    } else if (
      Array.isArray(value.flows) ||
      Array.isArray(value.content) ||
      Array.isArray(value.contentElements)
    ) {
      this.#readBundle(value);
    } else if (isRecord(value.utterances)) {
      this.#readIntent(path, value);
    } else if (Array.isArray(value.qnas)) {
      this.questions.push(...new Source(value).list("qnas"));
    } else if (isRecord(value.data) && isRecord(value.data.questions)) {
      this.questions.push(new Source(value));
    } else if (/bot\.config\.json$/.test(path)) {
      this.config = new Source(value);
    } else {
      this.#leave(path);
    }
  }

  #readBundle(value: Readonly<Record<string, unknown>>): void {
    const bundle = new Source(value);
    for (const [index, flow] of list(value.flows).entries()) {
      const name = isRecord(flow) ? (flow.location ?? flow.name) : undefined;
      this.#readFlow(typeof name === "string" ? name : `flow${index + 1}`, flow);
    }
    for (const key of ["content", "contentElements", "content-elements", "intents", "qnas"]) {
      for (const item of list(value[key])) {
        this.#read(
          key,
          key === "qnas" ? { qnas: [item] } : isRecord(item) && "formData" in item ? [item] : item,
        );
      }
    }
    bundle.skip(
      "flows",
      "content",
      "contentElements",
      "content-elements",
      "intents",
      "qnas",
      "version",
    );
    if (bundle.has("defaultLanguage") || bundle.has("name")) {
      this.config = bundle;
    } else {
      this.log.line("file", "bundle", "json").rest(bundle);
    }
  }

  #readFlow(path: string, value: unknown): void {
    const key = flowKey(path);
    if (this.flows.has(key)) {
      this.log.line("flow", path, "flow").unsupported("duplicateId");
      return;
    }
    const flow = new Source(value);
    this.flows.set(key, flow);
    // Exports over the API keep the places within the flow.
    for (const node of flow.list("nodes")) {
      const [x, y] = [node.number("x"), node.number("y")];
      if (x !== undefined && y !== undefined) {
        this.places.set(`${key} ${node.text("id")}`, { x, y });
      }
    }
    flow.skip("version", "location", "name", "description", "links");
  }

  #readPlaces(path: string, value: unknown): void {
    const key = flowKey(path);
    for (const node of new Source(value).list("nodes")) {
      const at = node.has("position") ? node.part("position") : node;
      const place = { x: at.number("x") ?? 0, y: at.number("y") ?? 0 };
      this.places.set(`${key} ${node.text("id")}`, place);
    }
  }

  #readList(path: string, items: readonly unknown[]): void {
    const type = /([^/]+)\.json$/.exec(path)?.[1] ?? "";
    let found = false;
    for (const item of items) {
      if (!isRecord(item)) {
        continue;
      }
      if (isRecord(item.formData)) {
        const source = new Source(item);
        const id = source.text("id");
        const own =
          source.text("contentType") ||
          (type.startsWith("builtin_") ? type : id.replace(/-[^-]*$/, ""));
        if (id !== "" && !this.content.has(id)) {
          this.content.set(id, { id, type: own, form: source.part("formData"), used: false });
        }
        found = true;
      } else if (Array.isArray(item.nodes) || isRecord(item.utterances) || isRecord(item.data)) {
        this.#read(typeof item.name === "string" ? item.name : path, item);
        found = true;
      }
    }
    if (!found && items.length > 0) {
      this.#leave(path);
    }
  }

  #readIntent(path: string, value: Readonly<Record<string, unknown>>): void {
    const source = new Source(value);
    const name = source.text("name") || (/([^/]+)\.json$/.exec(path)?.[1] ?? path);
    const utterances = source.part("utterances");
    const examples = new Map(utterances.keys().map((it) => [it, utterances.texts(it)] as const));
    this.intents.set(name, { name, examples, used: false });
  }

  #leave(path: string): void {
    const line = this.log.line("file", path, /\.(\w+)$/.exec(path)?.[1] ?? "file");
    if (/(^|\/)entities\//.test(path)) {
      line.unsupported("entity");
    } else if (/(^|\/)(actions|hooks|libraries)\//.test(path)) {
      line.unsupported("action", { action: path });
    } else {
      line.unsupported("notAnObject");
    }
  }
}

/** The name of a flow, from its path: `flows/skills/choice-1.flow.json` is `skills/choice-1`. */
export function flowKey(path: string): string {
  return path.replace(/^.*?(?:^|\/)flows\//, "").replace(/\.(?:flow|ui)\.json$|\.json$/, "");
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
