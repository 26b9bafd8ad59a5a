/** A place where a way leaves a step. */
export interface Exit {
  readonly node: string;
  readonly port: string;
}

/** The ways of a draft once every step is there, by where they leave and where they lead. */
export class DraftGraph {
  readonly #from = new Map<string, Map<string, string>>();
  readonly #to = new Map<string, Set<string>>();

  /** Leads from a place to a step, instead of where it led before. */
  lead({ node, port }: Exit, target: string): void {
    const ways = this.#from.get(node) ?? new Map<string, string>();
    const before = ways.get(port);
    ways.set(port, target);
    this.#from.set(node, ways);
    if (before !== undefined && ![...ways.values()].includes(before)) {
      this.#to.get(before)?.delete(node);
    }
    const sources = this.#to.get(target) ?? new Set<string>();
    this.#to.set(target, sources.add(node));
  }

  /** The step to which a place leads. */
  target({ node, port }: Exit): string | undefined {
    return this.#from.get(node)?.get(port);
  }

  /** The places from which ways lead to a step. */
  waysTo(node: string): readonly Exit[] {
    return [...(this.#to.get(node) ?? [])].flatMap((source) =>
      this.waysFrom(source).filter((exit) => this.target(exit) === node),
    );
  }

  /** The places from which ways leave a step. */
  waysFrom(node: string): readonly Exit[] {
    return [...(this.#from.get(node)?.keys() ?? [])].map((port) => ({ node, port }));
  }

  /** Takes a step out: what led to it leads to `target`, or nowhere. */
  drop(node: string, target: string | undefined): void {
    for (const exit of this.waysTo(node)) {
      if (target === undefined) {
        this.#from.get(exit.node)?.delete(exit.port);
      } else {
        this.lead(exit, target);
      }
    }
    for (const exit of this.waysFrom(node)) {
      this.#to.get(this.target(exit) ?? "")?.delete(node);
    }
    this.#from.delete(node);
    this.#to.delete(node);
  }
}
