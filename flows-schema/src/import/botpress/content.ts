import { defined } from "../../defined.ts";
import type { Button, Card, MessageBlock } from "../../message-block.ts";
import type { LogLine } from "../import-log.ts";
import { asPlainText } from "../plain-text.ts";
import type { Source } from "../source.ts";
import type { ContentElement } from "./botpress-files.ts";
import type { Memory } from "./memory.ts";
import { plainMarkdown } from "./plain-markdown.ts";

/** A text with its translations. */
export interface Wording {
  readonly text: string;
  readonly others: ReadonlyMap<string, string>;
}

/** An answer to tap, of “single choice” or a dropdown. */
export interface OfferedChoice extends Wording {
  readonly value: string;
}

/** The content of an element: bubbles, or a question with choices. */
export interface Said {
  readonly blocks: readonly { readonly block: MessageBlock; readonly wording?: Wording }[];
  readonly choices?: readonly OfferedChoice[];
}

/** Reads the content elements of a bot, in its language. */
export class ContentReader {
  readonly #memory: Memory;
  readonly #language: string;
  #count = 0;

  constructor(memory: Memory, language: string) {
    this.#memory = memory;
    this.#language = language;
  }

  /** Turns an element into bubbles. Unknown types become a text of what they hold. */
  read({ type, form }: Pick<ContentElement, "type" | "form">, line: LogLine): Said {
    form.skip("typing", "markdown", "collectFeedback", "contentType", "metadata");
    for (const key of form
      .keys()
      .filter((it) => /^(?:typing|markdown|collectFeedback)\$/.test(it))) {
      form.skip(key);
    }
    switch (type.replace(/^builtin_|^#?!?builtin_/, "")) {
      case "text": {
        const wording = this.#wording(form, "text", line);
        const more = this.#field(form, "variations");
        const texts = Array.isArray(more)
          ? more
              .map((it) =>
                String(typeof it === "object" && it ? ((it as { item?: unknown }).item ?? "") : it),
              )
              .filter(Boolean)
          : [];
        if (texts.length > 0) {
          line.note("variations", { texts: texts.join(" | ") });
        }
        return {
          blocks: [{ block: { kind: "text", id: this.#id(), text: wording.text }, wording }],
        };
      }
      case "single-choice":
      case "dropdown":
        return this.#choice(form, line);
      case "image":
        return this.#media("image", form, line);
      case "video":
        return this.#media("video", form, line);
      case "file":
        return this.#media("file", form, line);
      case "audio":
      case "voice": {
        const url = this.#text(form, ["audio", "url"], line);
        return { blocks: [{ block: { kind: "audio", id: this.#id(), url } }] };
      }
      case "card":
        return {
          blocks: [{ block: { kind: "cards", id: this.#id(), cards: [this.#card(form, line)] } }],
        };
      case "carousel": {
        const items = this.#list(form, "items");
        const cards = items.slice(0, 10).map((it) => this.#card(it, line));
        return cards.length > 0
          ? { blocks: [{ block: { kind: "cards", id: this.#id(), cards } }] }
          : { blocks: [] };
      }
      case "location": {
        const [latitude, longitude] = [
          Number(this.#field(form, "latitude")),
          Number(this.#field(form, "longitude")),
        ];
        const name = this.#text(form, ["title"], line);
        const address = this.#text(form, ["address"], line);
        return {
          blocks: [
            {
              block: {
                kind: "location",
                id: this.#id(),
                latitude: bounded(latitude, 90),
                longitude: bounded(longitude, 180),
                ...defined({ name: name || undefined, address: address || undefined }),
              },
            },
          ],
        };
      }
      case "action-button": {
        const button = this.#button(form, line);
        return {
          blocks: [
            { block: { kind: "buttons", id: this.#id(), text: button.label, buttons: [button] } },
          ],
        };
      }
      default: {
        line.unsupported("unknownBlock");
        const text = this.#text(form, ["text", "title", "message"], line);
        return {
          blocks: [
            {
              block: {
                kind: "text",
                id: this.#id(),
                text: text || asPlainText(form.inShort()),
              },
            },
          ],
        };
      }
    }
  }

  /** The text of an element, such as the words for an answer that does not fit. */
  words(element: ContentElement | undefined, line: LogLine): string {
    if (!element) {
      return "";
    }
    element.used = true;
    return this.#wording(element.form, "text", line).text;
  }

  #choice(form: Source, line: LogLine): Said {
    const wording = this.#wording(form, "text", line);
    form.skip(
      "isDropdown",
      "dropdownPlaceholder",
      "buttonText",
      "width",
      "disableFreeText",
      "displayInKeyboard",
    );
    for (const key of form
      .keys()
      .filter((it) =>
        /^(dropdownPlaceholder|message|buttonText|placeholderText|disableFreeText|isDropdown)\$/.test(
          it,
        ),
      )) {
      form.skip(key);
    }
    const own = [...this.#list(form, "choices"), ...this.#list(form, "options")];
    const others = this.#languages(form, "choices");
    const choices = own.map((it, index): OfferedChoice => {
      const text = this.#memory.template(
        it.text("title") || it.text("label") || it.text("value"),
        line,
      );
      const translated = others.flatMap(({ language, key }) => {
        const title = form.list(key)[index]?.skip("value").text("title") ?? "";
        return title === "" ? [] : [[language, this.#memory.template(title, line)] as const];
      });
      return { text, value: it.text("value") || text, others: new Map(translated) };
    });
    const text = wording.text || this.#text(form, ["message"], line);
    return {
      blocks: text === "" ? [] : [{ block: { kind: "text", id: this.#id(), text }, wording }],
      choices,
    };
  }

  #media(kind: "image" | "video" | "file", form: Source, line: LogLine): Said {
    const url = this.#text(form, [kind, "url", "file"], line);
    const caption = this.#text(form, ["title", "text"], line);
    const block: MessageBlock = {
      kind,
      id: this.#id(),
      url,
      ...defined({ caption: caption || undefined }),
    };
    return { blocks: [{ block }] };
  }

  #card(form: Source, line: LogLine): Card {
    const subtitle = this.#text(form, ["subtitle"], line);
    const imageUrl = this.#text(form, ["image"], line);
    return {
      id: this.#id(),
      title: this.#text(form, ["title"], line) || "…",
      ...defined({ subtitle: subtitle || undefined, imageUrl: imageUrl || undefined }),
      buttons: this.#list(form, "actions")
        .slice(0, 5)
        .map((it) => this.#button(it, line)),
    };
  }

  #button(form: Source, line: LogLine): Button {
    const action = form.text("action");
    const label = this.#text(form, ["title"], line) || "…";
    const url = this.#text(form, ["url"], line);
    form.skip("payload", "text");
    return action === "Open URL" || url !== ""
      ? { id: this.#id(), label, action: "url", url }
      : { id: this.#id(), label, action: "next" };
  }

  #wording(form: Source, key: string, line: LogLine): Wording {
    const isMarkdown = this.#field(form, "markdown") === true;
    const plain = (text: string) => (isMarkdown ? plainMarkdown(text, line) : text);
    const others = this.#languages(form, key).map(
      ({ language, key: field }) =>
        [language, plain(this.#memory.template(form.text(field), line))] as const,
    );
    return {
      text: plain(this.#text(form, [key], line)),
      others: new Map(others.filter(([, it]) => it !== "")),
    };
  }

  #text(form: Source, keys: readonly string[], line: LogLine): string {
    for (const key of keys) {
      const value = this.#field(form, key);
      if ((typeof value === "string" || typeof value === "number") && String(value) !== "") {
        return this.#memory.template(String(value), line);
      }
    }
    return "";
  }

  #field(form: Source, key: string): unknown {
    return form.has(`${key}$${this.#language}`)
      ? form.raw(`${key}$${this.#language}`)
      : (form.raw(key) ?? this.#any(form, key));
  }

  #list(form: Source, key: string): readonly Source[] {
    const own = `${key}$${this.#language}`;
    if (form.has(own)) {
      return form.list(own);
    }
    const any = form.keys().find((it) => it.startsWith(`${key}$`));
    return form.has(key) ? form.list(key) : any ? form.list(any) : [];
  }

  #any(form: Source, key: string): unknown {
    const any = form.keys().find((it) => it.startsWith(`${key}$`) && form.text(it) !== "");
    return any === undefined ? undefined : form.raw(any);
  }

  #languages(form: Source, key: string) {
    return form
      .keys()
      .filter((it) => it.startsWith(`${key}$`))
      .map((it) => ({ language: it.slice(key.length + 1), key: it }))
      .filter(
        ({ language }) => language !== this.#language && /^[A-Za-z]{2,3}([-_]\w+)?$/.test(language),
      );
  }

  #id(): string {
    return `c${++this.#count}`;
  }
}

function bounded(value: number, most: number): number {
  return Number.isFinite(value) ? Math.max(-most, Math.min(most, value)) : 0;
}
