import { defined } from "../../defined.ts";
import type { MessageBlock } from "../../message-block.ts";
import type { LogLine } from "../import-log.ts";
import type { StepChain } from "../step-chain.ts";
import type { BotpressBot } from "./botpress-bot.ts";
import type { OfferedChoice, Said, Wording } from "./content.ts";

const mostBubbles = 20;
const mostChoices = 30;

interface Bubble {
  readonly block: MessageBlock;
  readonly wording: Wording | undefined;
  readonly line: LogLine;
}

/** A step of the source on its way to becoming steps: bubbles are collected until the step listens or does something else. */
export class NodeWalk {
  readonly bot: BotpressBot;
  readonly chain: StepChain;
  readonly flow: string;
  #bubbles: Bubble[] = [];
  #choices: readonly OfferedChoice[] = [];

  constructor(bot: BotpressBot, chain: StepChain, flow: string) {
    this.bot = bot;
    this.chain = chain;
    this.flow = flow;
  }

  /** Adds what a content element says. */
  say({ blocks, choices }: Said, line: LogLine): void {
    this.#listChoices();
    for (const { block, wording } of blocks) {
      if (this.#bubbles.length >= mostBubbles) {
        this.flush();
      }
      this.#bubbles.push({ block, wording, line });
    }
    if (choices) {
      this.#choices = choices.slice(0, mostChoices);
      for (const { value, text } of choices) {
        this.bot.memory.labels.set(value, text);
      }
    }
  }

  /** Makes a message step of the collected bubbles. */
  flush(): void {
    this.#listChoices();
    const bubbles = this.#bubbles;
    if (bubbles.length === 0) {
      return;
    }
    this.#bubbles = [];
    const node = this.chain.add("message", { blocks: bubbles.map((it) => it.block), typing: true });
    const taps: string[] = [];
    for (const [index, { block, wording, line }] of bubbles.entries()) {
      this.bot.draft.bubble(node, block.id, line);
      this.#translate(node, `/blocks/${index}/text`, wording);
      const buttons =
        block.kind === "buttons"
          ? block.buttons
          : block.kind === "cards"
            ? block.cards.flatMap((it) => it.buttons)
            : [];
      taps.push(...buttons.filter((it) => it.action === "next").map((it) => `button:${it.id}`));
    }
    // A tap says its words, as in the source: the step goes on with what follows.
    this.chain.also(...taps.map((port) => ({ node, port })));
  }

  /** Waits for a message of the contact: the last bubble becomes the text of the question. */
  listen(line: LogLine): void {
    const choices = this.#choices;
    this.#choices = [];
    const last = this.#bubbles.at(-1);
    const isText = last?.block.kind === "text";
    if (isText) {
      this.#bubbles = this.#bubbles.slice(0, -1);
    }
    this.flush();
    const text = last?.block.kind === "text" ? last.block.text : "…";
    const saveTo = this.bot.draft.names.of("last reply", "reply");
    const node = this.chain.add(
      "ask",
      {
        text,
        expect: "text",
        saveTo,
        attempts: 1,
        ignoreEarlier: false,
        ...defined({
          choices:
            choices.length > 0
              ? choices.map((it, index) => ({ id: `o${index + 1}`, label: it.text }))
              : undefined,
        }),
      },
      { id: "listen", on: ["next", "else"] },
    );
    line.at(node);
    if (!isText) {
      this.bot.draft.speechless({ node, line, text });
    }
    if (last && isText) {
      last.line.at(node);
      this.#translate(node, "/text", last.wording);
    }
    for (const [index, choice] of choices.entries()) {
      this.#translate(node, `/choices/${index}/label`, choice);
    }
  }

  /** Asks with the choices of an element and gives the step and its choices. */
  offer(
    said: Said,
    line: LogLine,
    more: {
      readonly attempts: number;
      readonly retryText: string;
      readonly saveTo: string;
      readonly synonyms: ReadonlyMap<string, readonly string[]>;
    },
  ): { readonly node: string; readonly choices: readonly OfferedChoice[] } {
    const bubbles = said.blocks.at(-1);
    const question = bubbles?.block.kind === "text" ? bubbles : undefined;
    this.say({ blocks: said.blocks.filter((it) => it !== question) }, line);
    this.flush();
    const choices = (said.choices ?? []).slice(0, mostChoices);
    const node = this.chain.add(
      "quickReplies",
      {
        text: question?.block.kind === "text" ? question.block.text : "…",
        options: choices.map(({ text, value }, index) => {
          const synonyms = [...(more.synonyms.get(value) ?? [])]
            .filter((it) => it !== text)
            .slice(0, 30);
          return {
            id: `o${index + 1}`,
            label: text,
            ...defined({ synonyms: synonyms.length > 0 ? synonyms : undefined }),
          };
        }),
        attempts: Math.max(1, Math.min(5, more.attempts)),
        ignoreEarlier: false,
        ...defined({ retryText: more.retryText || undefined, saveTo: more.saveTo || undefined }),
      },
      { id: "choice", on: [], line },
    );
    this.#translate(node, "/text", question?.wording);
    for (const [index, choice] of choices.entries()) {
      this.#translate(node, `/options/${index}/label`, choice);
    }
    return { node, choices };
  }

  /** Writes choices that nothing waits for into the text. */
  #listChoices(): void {
    const choices = this.#choices;
    const last = this.#bubbles.at(-1);
    this.#choices = [];
    if (choices.length > 0 && last?.block.kind === "text") {
      const text = [last.block.text, ...choices.map((it) => `- ${it.text}`)].join("\n");
      this.#bubbles = [
        ...this.#bubbles.slice(0, -1),
        { ...last, wording: undefined, block: { ...last.block, text } },
      ];
      last.line.note("dynamicChoice", { variable: "" });
    }
  }

  #translate(node: string, pointer: string, wording: Wording | undefined): void {
    for (const [language, text] of wording?.others ?? []) {
      this.bot.draft.translate(node, pointer, language, text);
    }
  }
}
