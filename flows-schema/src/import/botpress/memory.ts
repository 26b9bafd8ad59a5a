import { readOnlyContactFields } from "../../variable-scope.ts";
import type { LogLine } from "../import-log.ts";
import type { NameBook } from "../name-book.ts";
import { cleanName } from "../name-book.ts";
import { toTemplate } from "../to-template.ts";

const own: Readonly<Record<string, string>> = {
  "event.preview": "message.text",
  "event.payload.text": "message.text",
  "event.payload.payload": "message.text",
  "event.channel": "channel.type",
  "event.target": "contact.id",
  "event.botId": "workspace.id",
  "user.id": "contact.id",
  "user.first_name": "contact.firstName",
  "user.firstName": "contact.firstName",
  "user.last_name": "contact.lastName",
  "user.lastName": "contact.lastName",
  "user.full_name": "contact.name",
  "user.language": "contact.language",
};

/** The memory of a Botpress bot: where each path is kept here. */
export class Memory {
  readonly #names: NameBook;
  readonly intent = "intent";
  /** The label of each choice by its value: contacts send labels here. */
  readonly labels = new Map<string, string>();

  constructor(names: NameBook) {
    this.#names = names;
  }

  /** Returns the path here: `temp.x` is `x`, `user.x` is `contact.x`, `bot.x` is `workspace.x`. Undefined for what is not kept. */
  path(source: string): string | undefined {
    const text = source
      .trim()
      .replace(/^event\.state\.|^state\.(?=\w)/, "")
      .replace(/\[\s*(['"])([^'"\]]+)\1\s*\]/g, ".$2");
    if (Object.hasOwn(own, text)) {
      return own[text];
    }
    if (/^event\.nlu\.intent(\.name)?$/.test(text)) {
      return this.#names.of("event.nlu.intent", this.intent);
    }
    const found = /^(temp|session|user|bot)\.([\p{L}\p{N}_$-]+)((?:\.[\w$]+|\[\d+\])*)$/u.exec(
      text,
    );
    if (!found) {
      return undefined;
    }
    const [, scope = "", name = "", rest = ""] = found;
    if (scope === "session" && name === "slots") {
      const slot = /^\.(\w+)/.exec(rest)?.[1] ?? "slot";
      return this.slot(slot);
    }
    if (scope === "user" || scope === "bot") {
      return `${scope === "user" ? "contact" : "workspace"}.${fieldName(name)}${rest}`;
    }
    return `${this.#names.of(`${scope}.${name}`, name)}${rest}`;
  }

  /** The variable that keeps a slot. */
  slot(name: string): string {
    return this.#names.of(`session.slots.${name}`, name);
  }

  /** Turns a text with `{{…}}` or `{{{…}}}` into a template. Notes what is not kept. */
  template(text: string, line: LogLine): string {
    return toTemplate(text.replace(/\{\{\{?&?([^{}]*)\}?\}\}/g, "{{$1}}"), (reference) => {
      const path = this.path(reference);
      if (path === undefined) {
        line.note("reference", { reference });
      }
      return path;
    });
  }
}

/** Returns a name that a field of the contact may have: the fixed ones get an ending. */
function fieldName(name: string): string {
  const clean = cleanName(name);
  return readOnlyContactFields.includes(clean) ? `${clean}_value` : clean;
}
