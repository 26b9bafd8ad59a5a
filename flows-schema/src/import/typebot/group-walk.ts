import type { MessageBlock } from "../../message-block.ts";
import type { LogLine } from "../import-log.ts";
import type { StepChain } from "../step-chain.ts";
import { codeOf } from "./code-of.ts";
import type { TypebotBot, TypebotEdge } from "./typebot-bot.ts";

const mostBubbles = 20;

/** A group of blocks on its way to becoming steps: bubbles are collected until something else follows. */
export class GroupWalk {
  readonly bot: TypebotBot;
  readonly chain: StepChain;
  #bubbles: { readonly block: MessageBlock; readonly line: LogLine }[] = [];
  #count = 0;

  constructor(bot: TypebotBot, chain: StepChain) {
    this.bot = bot;
    this.chain = chain;
  }

  /** Adds a bubble to the message that is being collected. */
  say(block: MessageBlock, line: LogLine): void {
    if (this.#bubbles.length >= mostBubbles) {
      this.flush();
    }
    this.#bubbles.push({ block, line });
  }

  /** A new id for a part of a step. */
  partId(): string {
    return `b${++this.#count}`;
  }

  /** Makes a message step of the collected bubbles. */
  flush(): void {
    const bubbles = this.#bubbles;
    if (bubbles.length === 0) {
      return;
    }
    this.#bubbles = [];
    const blocks = bubbles.map((it) => it.block);
    const node = this.chain.add("message", { blocks, typing: this.bot.typing });
    for (const { line, block } of bubbles) {
      this.bot.draft.bubble(node, block.id, line);
    }
  }

  /** Takes the last text bubble as the text of a question; the bubbles before it become a message. */
  takeQuestion(): { readonly text: string; readonly line: LogLine } | undefined {
    const last = this.#bubbles.at(-1);
    if (last?.block.kind === "text") {
      this.#bubbles = this.#bubbles.slice(0, -1);
      this.flush();
      return { text: last.block.text, line: last.line };
    }
    this.flush();
    return undefined;
  }

  /** Turns a text into a template. Code within it becomes steps in front. */
  text(text: string, line: LogLine): string {
    const withNames = text.replace(/\{\{=([\s\S]*?)=\}\}/g, (_, source: string) => {
      this.flush();
      const saveTo = this.bot.draft.names.fresh("computed");
      this.chain.add("code", {
        source: codeOf(source, (name) => this.bot.named(name)),
        saveTo,
        timeoutMs: 1_000,
      });
      line.note("inlineCode");
      return `{{${saveTo}}}`;
    });
    return this.bot.template(withNames);
  }

  /** Leads the chain along a way of the source. */
  follow(edge: TypebotEdge | undefined): void {
    if (edge) {
      this.flush();
      if (this.chain.last !== undefined) {
        edge.line.at(this.chain.last);
      }
      this.chain.goTo(edge.label, edge.line);
    }
  }
}
