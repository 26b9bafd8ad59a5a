import type { NodeData } from "../flow.ts";
import type { NodeTypeId } from "../nodes/index.ts";
import type { Exit } from "./draft-graph.ts";
import type { FlowDraft } from "./flow-draft.ts";
import type { LogLine } from "./import-log.ts";

/** Steps that follow one another: what was added last leads to what is added next. */
export class StepChain {
  readonly draft: FlowDraft;
  readonly place: { readonly x: number; readonly y: number };
  #exits: Exit[] = [];
  #labels: string[] = [];

  constructor(draft: FlowDraft, place: { readonly x: number; readonly y: number }) {
    this.draft = draft;
    this.place = place;
  }

  /** Gives the next step a label. */
  mark(label: string): void {
    this.#labels.push(label);
  }

  /** Adds a step behind the last one. `on` names the ports through which the chain goes on. */
  add<K extends NodeTypeId>(
    type: K,
    data: NodeData<K>,
    {
      id = type,
      on = ["next"],
      line,
      first,
    }: {
      readonly id?: string;
      readonly on?: readonly string[];
      readonly line?: LogLine | undefined;
      /** Whether the step stays where the flow is full; undefined: triggers do. */
      readonly first?: boolean | undefined;
    } = {},
  ): string {
    const node = this.draft.add(type, data, { id, ...this.place, line, first });
    return this.join(node, on);
  }

  /** Adds a step that keeps the settings of a part and does nothing. */
  keep(what: string, settings: string, line: LogLine): string {
    return this.join(this.draft.keep(what, settings, { ...this.place, line }), ["next"]);
  }

  /** Leads the chain to a step that is there, and on through its ports. */
  join(node: string, on: readonly string[]): string {
    const label = `node ${node}`;
    this.draft.label(label, node);
    for (const it of this.#labels) {
      this.draft.alias(it, label);
    }
    this.#labels = [];
    for (const exit of this.#exits) {
      this.draft.lead(exit, label);
    }
    this.#exits = on.map((port) => ({ node, port }));
    return node;
  }

  /** Lets more places lead to what comes next. */
  also(...exits: readonly Exit[]): void {
    this.#exits.push(...exits);
  }

  /** Ends the chain at a label. `line` is the line of the way in the report. */
  goTo(label: string, line?: LogLine): void {
    for (const it of this.#labels) {
      this.draft.alias(it, label);
    }
    for (const exit of this.#exits) {
      this.draft.lead(exit, label, line);
    }
    this.#labels = [];
    this.#exits = [];
  }

  /** The step from which the chain goes on. */
  get last(): string | undefined {
    return this.#exits[0]?.node;
  }

  /** Takes the places from which nothing leads on yet. */
  take(): readonly Exit[] {
    const exits = this.#exits;
    this.#exits = [];
    return exits;
  }

  /** Whether something leads to what comes next. */
  get open(): boolean {
    return this.#exits.length > 0 || this.#labels.length > 0;
  }
}
