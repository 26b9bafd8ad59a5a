import { type CanvasNote, longestNote } from "../canvas-marks.ts";
import { emptyFlow, type Flow, type FlowSettings, type NodeData } from "../flow.ts";
import type { NodeTypeId } from "../nodes/index.ts";
import { DraftFinish, limits, type PlannedCall } from "./draft-finish.ts";
import { DraftGraph, type Exit } from "./draft-graph.ts";
import { DraftTranslations } from "./draft-translations.ts";
import type { DrawnNode } from "./fitted-node.ts";
import type { ImportLog, LogLine } from "./import-log.ts";
import type { Speechless } from "./lend-texts.ts";
import { cleanName, NameBook } from "./name-book.ts";
import { placeNodes } from "./place-nodes.ts";
import { asPlainText } from "./plain-text.ts";

const longestId = 60;
const mostNotes = 500;

/** A way whose target is a label, and its line of the report. */
interface Way {
  readonly exit: Exit;
  readonly label: string;
  readonly line: LogLine | undefined;
}

/** A flow while it is made: steps, and ways whose targets are labels until every step is there. */
export class FlowDraft {
  readonly log: ImportLog;
  readonly names = new NameBook();
  readonly settings: Partial<FlowSettings> = {};
  name: string;
  readonly #nodes = new Map<string, DrawnNode>();
  /** How often each id was wanted. */
  readonly #ids = new Map<string, number>();
  readonly #ways = new Map<string, Way>();
  /** The target of a label: a step, or another label. */
  readonly #labels = new Map<string, { readonly node: string } | { readonly label: string }>();
  readonly #translations = new DraftTranslations();
  readonly #notes: CanvasNote[] = [];
  readonly #calls: PlannedCall[] = [];
  readonly #speechless: Speechless[] = [];
  readonly #bubbles = new Map<string, LogLine>();
  /** The steps that stay where the flow is full. */
  readonly #first = new Set<string>();
  #left = 0;
  #madeWay = 0;

  constructor(name: string, log: ImportLog) {
    this.name = name.trim().slice(0, 120) || "Imported flow";
    this.log = log;
  }

  /**
   * Adds a step and returns its id. Where the flow is full the step is left out. A trigger, and a step that is kept `first`, take the
   * place of the step that was added last instead: without them nothing would begin.
   */
  add<K extends NodeTypeId>(
    type: K,
    data: NodeData<K>,
    {
      id = type,
      x = 0,
      y = 0,
      line,
      first = type.startsWith("trigger."),
    }: {
      readonly id?: string;
      readonly x?: number;
      readonly y?: number;
      readonly line?: LogLine | undefined;
      readonly first?: boolean | undefined;
    } = {},
  ): string {
    const free = this.#freeId(id);
    if (first) {
      this.#first.add(free);
    }
    if (this.#nodes.size >= limits.nodes && !(first && this.#makeRoom())) {
      this.#left++;
      line?.at(free);
      return free;
    }
    this.#nodes.set(free, { id: free, type, data, hint: { x, y }, line });
    line?.at(free);
    return free;
  }

  /** Leads from a place to a label. A second way from the same place is refused. `line` is the line of the way in the report. */
  lead(exit: Exit, label: string, line?: LogLine): boolean {
    const key = `${exit.node} ${exit.port}`;
    if (this.#ways.has(key)) {
      return false;
    }
    this.#ways.set(key, { exit, label, line });
    return true;
  }

  /** Whether a way leaves this place already. */
  leads({ node, port }: Exit): boolean {
    return this.#ways.has(`${node} ${port}`);
  }

  /** Says which step a label stands for; the first one stays. */
  label(label: string, node: string): void {
    if (!this.#labels.has(label)) {
      this.#labels.set(label, { node });
    }
  }

  /** Says that a label stands for what another one stands for. */
  alias(label: string, other: string): void {
    if (!this.#labels.has(label)) {
      this.#labels.set(label, { label: other });
    }
  }

  /** The step that a label stands for, so far. */
  find(label: string): string | undefined {
    const node = this.#stepOf(label);
    return node !== undefined && this.#nodes.has(node) ? node : undefined;
  }

  /** Whether a label stands for a step that the limit of steps has left out. */
  isLeftOut(label: string): boolean {
    const node = this.#stepOf(label);
    return node !== undefined && !this.#nodes.has(node);
  }

  /** Changes the data of a step that was added before. */
  change(id: string, change: (data: never) => unknown): void {
    const node = this.#nodes.get(id);
    if (node) {
      node.data = change(node.data as never);
    }
  }

  /** Adds the text of a place of a step in another language. `pointer` is a JSON pointer into its data. */
  translate(id: string, pointer: string, language: string, text: string): void {
    this.#translations.add(id, pointer, language, text);
  }

  /** Adds a step that keeps a part of the source as a text and does nothing else. */
  keep(
    what: string,
    settings: string,
    place: {
      readonly id?: string;
      readonly x?: number;
      readonly y?: number;
      readonly line: LogLine;
    },
  ): string {
    const variable = this.names.fresh(`todo_${cleanName(what)}`);
    return this.add(
      "setVariable",
      {
        assignments: [
          {
            variable,
            operation: "set",
            value: asPlainText(`${what} ${settings}`).slice(0, 1_900),
            as: "string",
          },
        ],
      },
      { ...place, id: place.id ?? what },
    );
  }

  /** Adds a note for members above the steps. */
  note(text: string): void {
    const count = this.#notes.length;
    if (text !== "" && count < mostNotes) {
      this.#notes.push({
        id: `note_${count + 1}`,
        position: { x: count * 280, y: -260 },
        width: 240,
        height: 180,
        color: "amber",
        text: text.slice(0, longestNote),
      });
    }
  }

  /** The variable that says where a called part of the flow returns to. */
  get returnTo(): string {
    return this.names.of("\u0000return to", "return_to");
  }

  /** Adds a step that calls the part of the flow behind it, whose ends lead to the label `back`. `add` writes its id to `returnTo`. */
  call(add: (id: string) => string, back: string): void {
    const id = `call${this.#calls.length + 1}`;
    this.#calls.push({ node: add(id), id, back });
  }

  /** Says that a question has no text of its own. It gets the text of the message in front, or keeps the one that it has. */
  speechless(question: Speechless): void {
    this.#speechless.push(question);
  }

  /** Says which line of the report a bubble of a message belongs to. */
  bubble(message: string, block: string, line: LogLine): void {
    this.#bubbles.set(`${message} ${block}`, line.at(message));
  }

  /** Makes the flow. Every step fits the schema: what does not is replaced by one that does nothing. */
  finish(): Flow {
    const graph = new DraftGraph();
    for (const { exit, label, line } of this.#ways.values()) {
      if (!this.#nodes.has(exit.node)) {
        continue;
      }
      const target = this.find(label);
      if (target !== undefined) {
        graph.lead(exit, target);
      } else if (this.isLeftOut(label)) {
        line?.note("targetLeft", { count: limits.nodes });
      }
    }
    const { nodes, edges } = new DraftFinish(graph, this.#nodes, {
      calls: this.#calls,
      speechless: this.#speechless,
      bubbles: this.#bubbles,
      translations: this.#translations,
      draft: this,
    }).finish();
    this.log.leaveOut(new Set(this.#nodes.keys()), limits.nodes);
    if (this.#left > 0) {
      const line = this.log.line("flow", this.name, "flow");
      line.unsupported("tooMany", { count: this.#left });
      if (this.#madeWay > 0) {
        line.remark("triggersFirst", { count: this.#madeWay });
      }
    }
    const empty = emptyFlow(this.name);
    const hints = new Map([...this.#nodes.values()].map((it) => [it.id, it.hint]));
    return {
      ...empty,
      nodes: placeNodes(nodes, edges, hints),
      edges,
      variables: this.names.variables(),
      settings: { ...empty.settings, ...this.settings },
      translations: this.#translations.toFlow(),
      notes: this.#notes.length > 0 ? this.#notes : undefined,
    };
  }

  /** The step that a label stands for, left out or not. */
  #stepOf(label: string): string | undefined {
    const seen = new Set<string>();
    for (let at: string | undefined = label; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const stands = this.#labels.get(at);
      if (stands && "node" in stands) {
        return stands.node;
      }
      at = stands?.label;
    }
    return undefined;
  }

  /** Takes out the step that was added last and need not stay. Returns false where there is none. */
  #makeRoom(): boolean {
    const last = [...this.#nodes.keys()].findLast((id) => !this.#first.has(id));
    if (last === undefined) {
      return false;
    }
    this.#nodes.delete(last);
    this.#left++;
    this.#madeWay++;
    return true;
  }

  #freeId(wanted: string): string {
    const plain = cleanName(wanted).slice(0, longestId - 6);
    let count = (this.#ids.get(plain) ?? 0) + 1;
    let free = count === 1 ? plain : `${plain}_${count}`;
    while (count > 1 && this.#ids.has(free)) {
      count++;
      free = `${plain}_${count}`;
    }
    this.#ids.set(free, 1);
    this.#ids.set(plain, count);
    return free;
  }
}
