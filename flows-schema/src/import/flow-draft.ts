import { Value } from "typebox/value";
import {
  emptyFlow,
  type Flow,
  type FlowNode,
  type FlowSettings,
  type NodeData,
  nodeSchema,
  portsOf,
} from "../flow.ts";
import type { NodeTypeId } from "../nodes/index.ts";
import { nodeTypes } from "../nodes/index.ts";
import type { FieldSchema } from "../walk-fields.ts";
import { clampData } from "./clamp-data.ts";
import type { ImportLog, LogLine } from "./import-log.ts";
import { cleanName, NameBook } from "./name-book.ts";
import { placeNodes } from "./place-nodes.ts";
import { asPlainText } from "./plain-text.ts";

const mostNodes = 2_000;
const mostEdges = 10_000;
const longestId = 60;

/** A place where a way leaves a step. */
export interface Exit {
  readonly node: string;
  readonly port: string;
}

interface Drawn {
  readonly id: string;
  readonly type: NodeTypeId;
  data: unknown;
  readonly hint: { readonly x: number; readonly y: number };
  readonly line: LogLine | undefined;
}

/** A flow while it is made: steps, and ways whose targets are labels until every step is there. */
export class FlowDraft {
  readonly log: ImportLog;
  readonly names = new NameBook();
  readonly settings: Partial<FlowSettings> = {};
  name: string;
  readonly #nodes = new Map<string, Drawn>();
  readonly #ids = new Set<string>();
  readonly #ways = new Map<string, { readonly exit: Exit; readonly label: string }>();
  /** The target of a label: a step, or another label. */
  readonly #labels = new Map<string, { readonly node: string } | { readonly label: string }>();
  readonly #translations = new Map<string, Map<string, string>>();
  #left = 0;

  constructor(name: string, log: ImportLog) {
    this.name = name.trim().slice(0, 120) || "Imported flow";
    this.log = log;
  }

  /** Adds a step and returns its id. */
  add<K extends NodeTypeId>(
    type: K,
    data: NodeData<K>,
    {
      id = type,
      x = 0,
      y = 0,
      line,
    }: {
      readonly id?: string;
      readonly x?: number;
      readonly y?: number;
      readonly line?: LogLine | undefined;
    } = {},
  ): string {
    const free = this.#freeId(id);
    if (this.#nodes.size >= mostNodes) {
      this.#left++;
      return free;
    }
    this.#nodes.set(free, { id: free, type, data, hint: { x, y }, line });
    line?.at(free);
    return free;
  }

  /** Leads from a place to a label. A second way from the same place is refused. */
  lead(exit: Exit, label: string): boolean {
    const key = `${exit.node} ${exit.port}`;
    if (this.#ways.has(key)) {
      return false;
    }
    this.#ways.set(key, { exit, label });
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
    const seen = new Set<string>();
    for (let at: string | undefined = label; at !== undefined && !seen.has(at); ) {
      seen.add(at);
      const stands = this.#labels.get(at);
      if (stands && "node" in stands) {
        return this.#nodes.has(stands.node) ? stands.node : undefined;
      }
      at = stands?.label;
    }
    return undefined;
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
    const texts = this.#translations.get(language) ?? new Map<string, string>();
    texts.set(`${id}${pointer}`, text.slice(0, 10_000));
    this.#translations.set(language, texts);
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

  /** Makes the flow. Every step fits the schema: what does not is replaced by one that does nothing. */
  finish(): Flow {
    const nodes = [...this.#nodes.values()].map((it) => this.#fitted(it));
    nodes.push(...this.#ends(nodes));
    const known = new Map(nodes.map((node) => [node.id, node]));
    const edges: Flow["edges"] = [];
    for (const { exit, label } of this.#ways.values()) {
      const target = this.find(label);
      const source = known.get(exit.node);
      const has = source && portsOf(source).some((port) => port.id === exit.port);
      if (target !== undefined && has && edges.length < mostEdges) {
        edges.push({
          id: `e${edges.length + 1}`,
          source: exit.node,
          sourceHandle: exit.port,
          target,
        });
      }
    }
    if (this.#left > 0) {
      this.log.line("flow", this.name, "flow").unsupported("tooMany", { count: this.#left });
    }
    const empty = emptyFlow(this.name);
    const hints = new Map([...this.#nodes.values()].map((it) => [it.id, it.hint]));
    return {
      ...empty,
      nodes: placeNodes(nodes, edges, hints),
      edges,
      variables: this.names.variables(),
      settings: { ...empty.settings, ...this.settings },
      translations: Object.fromEntries(
        [...this.#translations].map(([language, texts]) => [language, Object.fromEntries(texts)]),
      ),
    };
  }

  /** Ends the conversation knowingly wherever the source lets it end. */
  #ends(nodes: readonly FlowNode[]): FlowNode[] {
    return nodes.flatMap((node): FlowNode[] => {
      const open = portsOf(node).filter(
        ({ id, kind, optional }) =>
          (kind === "next" || kind === "option") &&
          !optional &&
          this.#targetOf({ node: node.id, port: id }) === undefined,
      );
      if (open.length === 0 || nodes.length >= mostNodes / 2) {
        return [];
      }
      const id = this.#freeId(`end_${node.id}`);
      const hint = this.#nodes.get(node.id)?.hint ?? { x: 0, y: 0 };
      const data = {};
      this.#nodes.set(id, { id, type: "end", data, hint, line: undefined });
      this.label(`node ${id}`, id);
      for (const port of open) {
        this.#ways.set(`${node.id} ${port.id}`, {
          exit: { node: node.id, port: port.id },
          label: `node ${id}`,
        });
      }
      return [{ id, type: "end", position: { x: 0, y: 0 }, data }];
    });
  }

  #targetOf({ node, port }: Exit): string | undefined {
    const way = this.#ways.get(`${node} ${port}`);
    return way && this.find(way.label);
  }

  #fitted({ id, type, data, line }: Drawn): FlowNode {
    const schema = nodeTypes[type].data;
    const fitted = clampData(schema as FieldSchema, data, () => line?.note("cut"));
    const node = { id, type, position: { x: 0, y: 0 }, data: fitted };
    if (Value.Check(nodeSchema(type, schema), node)) {
      return node as unknown as FlowNode;
    }
    line?.unsupported("invalid");
    return {
      id,
      type: "setVariable",
      position: { x: 0, y: 0 },
      data: {
        assignments: [
          { variable: this.names.fresh("todo"), operation: "set", value: type, as: "string" },
        ],
      },
    };
  }

  #freeId(wanted: string): string {
    const plain = cleanName(wanted).slice(0, longestId - 6);
    let free = plain;
    for (let count = 2; this.#ids.has(free); count++) {
      free = `${plain}_${count}`;
    }
    this.#ids.add(free);
    return free;
  }
}
