import type { Flow } from "../flow.ts";

const longest = 10_000;

/** The texts of a draft in other languages, by step and JSON pointer into its data. */
export class DraftTranslations {
  readonly #languages = new Map<string, Map<string, string>>();

  /** Adds the text of a place of a step. */
  add(id: string, pointer: string, language: string, text: string): void {
    const texts = this.#languages.get(language) ?? new Map<string, string>();
    texts.set(`${id}${pointer}`, text.slice(0, longest));
    this.#languages.set(language, texts);
  }

  /** Follows a bubble that leaves a message of `count` bubbles and becomes the text of a question. */
  moveBubble(message: string, index: number, count: number, question: string): void {
    for (const texts of this.#languages.values()) {
      for (let at = index; at < count; at++) {
        const text = texts.get(`${message}/blocks/${at}/text`);
        texts.delete(`${message}/blocks/${at}/text`);
        if (text !== undefined) {
          texts.set(at === index ? `${question}/text` : `${message}/blocks/${at - 1}/text`, text);
        }
      }
    }
  }

  /** Gives a step's texts to another step that is like it. */
  copy(from: string, to: string): void {
    for (const texts of this.#languages.values()) {
      for (const [place, text] of [...texts]) {
        if (place.startsWith(`${from}/`)) {
          texts.set(`${to}${place.slice(from.length)}`, text);
        }
      }
    }
  }

  /** The translations of the finished flow. */
  toFlow(): Flow["translations"] {
    return Object.fromEntries(
      [...this.#languages].map(([language, texts]) => [language, Object.fromEntries(texts)]),
    );
  }
}
