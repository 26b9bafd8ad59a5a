/** The kinds of inputs that a contact sends to the flow. */
export type InputKind = "order" | "later" | "ask" | "query" | "answer" | PoisonKind;
/** Inputs whose answer cannot be stored, or is refused by the platform for good. */
export type PoisonKind = "bad" | "refuse";

/** An input of a contact. */
export interface SaidInput {
  readonly contact: number;
  /** `order 123`: tells this input from all others. */
  readonly text: string;
  readonly kind: InputKind;
  /** The platform's time of it. */
  readonly at: number;
  firstSentAt: number;
  acknowledgedAt: number | undefined;
}

/** A message that arrived at a contact. */
export interface Reply {
  readonly contact: number;
  /** `1`, `2`, or `T` for what a timer said. */
  readonly part: string;
  /** The input that it answers. */
  readonly text: string;
  readonly count: number;
  readonly variant: string;
  readonly at: number;
}

/** All inputs and all messages that arrived, in order. */
export class Ledger {
  readonly inputs = new Map<string, SaidInput>();
  readonly replies: Reply[] = [];
  /** Sends to a contact that failed or were never answered: until they are settled, nothing else happens for this contact. */
  readonly setbacks: { readonly contact: number; readonly at: number }[] = [];
  readonly #arrived = new Map<string, number>();
  readonly #waiting = new Map<string, (arrived: boolean) => void>();
  /** Sends whose outcome the servers do not know, and show as such: `part|text`. */
  readonly unknown = new Set<string>();
  #received = 0;
  #expected = 0;

  get received(): number {
    return this.#received;
  }

  get expected(): number {
    return this.#expected;
  }

  say(input: SaidInput): void {
    this.inputs.set(input.text, input);
    this.#expected += partsOf(input).length;
  }

  hear(contact: number, message: string): void {
    const [part = "", text = "", count = "", variant = ""] = message.split("|");
    this.replies.push({ contact, part, text, count: Number(count), variant, at: Date.now() });
    const key = `${part}|${text}`;
    const before = this.#arrived.get(key) ?? 0;
    this.#arrived.set(key, before + 1);
    if (before > 0) {
      return;
    }
    this.#received += 1;
    this.#waiting.get(key)?.(true);
  }

  /** Notes that a server reports the outcome of this message as unknown. */
  giveUp(message: string): void {
    const key = message.split("|", 2).join("|");
    this.unknown.add(key);
    this.#waiting.get(key)?.(false);
  }

  /** Returns how often a part of an answer arrived. */
  times(part: string, text: string): number {
    return this.#arrived.get(`${part}|${text}`) ?? 0;
  }

  /** Resolves when it has arrived, or with false after the time. */
  arrival(part: string, text: string, withinMs: number): Promise<boolean> {
    const key = `${part}|${text}`;
    if (this.#arrived.has(key)) {
      return Promise.resolve(true);
    }
    if (this.unknown.has(key)) {
      return Promise.resolve(false);
    }
    return new Promise((resolve) => {
      const done = (arrived: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(key);
        resolve(arrived);
      };
      const timer = setTimeout(() => done(false), withinMs);
      this.#waiting.set(key, done);
    });
  }

  /** Lists the messages that a platform must have refused for good. */
  refused(): readonly string[] {
    return [...this.inputs.values()]
      .filter((it) => it.kind === "refuse")
      .map((it) => `1|${it.text}`);
  }

  /** Lists the expected messages that neither arrived nor are reported as unknown. */
  missing(): readonly string[] {
    return [...this.inputs.values()].flatMap((input) =>
      partsOf(input)
        .map((part) => `${part}|${input.text}`)
        .filter((key) => !this.#arrived.has(key) && !this.unknown.has(key)),
    );
  }
}

/** The parts of the answer to an input, in order. */
export function partsOf({ kind }: SaidInput): readonly string[] {
  switch (kind) {
    case "order":
      return ["1", "2"];
    case "later":
    case "ask":
      return ["1", "T"];
    case "query":
    case "bad":
      return ["1"];
    // The first message is refused for good; the second must follow.
    case "answer":
    case "refuse":
      return ["2"];
  }
}
