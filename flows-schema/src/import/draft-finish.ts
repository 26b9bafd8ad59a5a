import { type Flow, type FlowNode, type NodeData, portsOf } from "../flow.ts";
import type { NodeTypeId } from "../nodes/index.ts";
import type { DraftGraph } from "./draft-graph.ts";
import type { DraftTranslations } from "./draft-translations.ts";
import { drawReturns, openPlaces } from "./draw-returns.ts";
import { takeFirstAnswers } from "./first-answers.ts";
import { type DrawnNode, fittedNode } from "./fitted-node.ts";
import type { ImportLog, LogLine } from "./import-log.ts";
import { lendTexts, type Speechless } from "./lend-texts.ts";
import type { NameBook } from "./name-book.ts";
import { waysBack } from "./ways-back.ts";

/** The most steps and edges that an imported flow has. */
export const limits = { nodes: 2_000, edges: 10_000 } as const;

/** A step that calls a part of the flow, and the label of what follows the call. */
export interface PlannedCall {
  readonly node: string;
  readonly id: string;
  readonly back: string;
}

/** The parts of a draft that finishing uses. */
interface Draft {
  readonly log: ImportLog;
  readonly names: NameBook;
  /** The variable that says where a called part of the flow returns to. */
  readonly returnTo: string;
  find(label: string): string | undefined;
  add<K extends NodeTypeId>(
    type: K,
    data: NodeData<K>,
    place: { readonly id: string; readonly x?: number; readonly y?: number },
  ): string;
}

/** Notes that a draft keeps until it is finished. */
interface Notes {
  readonly calls: readonly PlannedCall[];
  readonly speechless: readonly Speechless[];
  /** The line of each bubble, by message and bubble. */
  readonly bubbles: ReadonlyMap<string, LogLine>;
  readonly translations: DraftTranslations;
  readonly draft: Draft;
}

/** Makes the steps and edges of a flow from a draft whose ways are known. */
export class DraftFinish {
  readonly #graph: DraftGraph;
  readonly #nodes: Map<string, DrawnNode>;
  readonly #notes: Notes;

  constructor(graph: DraftGraph, nodes: Map<string, DrawnNode>, notes: Notes) {
    this.#graph = graph;
    this.#nodes = nodes;
    this.#notes = notes;
  }

  /** Returns steps that fit the schema, and their edges. */
  finish(): { readonly nodes: readonly FlowNode[]; readonly edges: Flow["edges"] } {
    this.#drawReturns();
    this.#takeFirstAnswers();
    this.#lendTexts();
    const { names } = this.#notes.draft;
    const nodes = [...this.#nodes.values()].map((it) => fittedNode(it, names));
    nodes.push(...this.#ends(nodes));
    nodes.push(...this.#pauses(nodes));
    return { nodes, edges: this.#edges(nodes) };
  }

  #drawReturns(): void {
    const { calls, draft } = this.#notes;
    const found = calls.flatMap(({ node, id, back }) => {
      const target = this.#graph.target({ node, port: "next" });
      const behind = draft.find(back);
      if (target !== undefined && behind !== undefined) {
        return [{ id, target, back: behind }];
      }
      this.#drop(node, target ?? "");
      return [];
    });
    if (found.length > 0) {
      drawReturns(found, {
        graph: this.#graph,
        nodes: this.#nodes,
        variable: draft.returnTo,
        addCondition: (data) => draft.add("condition", data, { id: "return" }),
        addStep: (data) => draft.add("setVariable", data, { id: "returned" }),
      });
    }
  }

  #takeFirstAnswers(): void {
    const { speechless, draft } = this.#notes;
    const beside = (question: string) => this.#nodes.get(question)?.hint;
    takeFirstAnswers(speechless, {
      graph: this.#graph,
      steps: this.#nodes,
      addCondition: (data, question) =>
        draft.add("condition", data, { id: "begun_by", ...beside(question) }),
      addStep: (data, question) =>
        draft.add("setVariable", data, { id: "first_message", ...beside(question) }),
    });
  }

  #lendTexts(): void {
    const { speechless, translations, bubbles, draft } = this.#notes;
    lendTexts(speechless, {
      graph: this.#graph,
      steps: this.#nodes,
      copy: (id) => {
        const { type, data, hint } = this.#nodes.get(id) as DrawnNode;
        const free = draft.add(type, data as never, { id, ...hint });
        if (!this.#nodes.has(free)) {
          return undefined;
        }
        translations.copy(id, free);
        for (const exit of this.#graph.waysFrom(id)) {
          this.#graph.lead({ ...exit, node: free }, this.#graph.target(exit) as string);
        }
        return free;
      },
      drop: (id, stands) => this.#drop(id, stands),
      moved: (message, block, question) => {
        const line = bubbles.get(`${message} ${block.id}`);
        if (line) {
          line.nodeId = question;
        }
        const { data } = this.#nodes.get(message) as DrawnNode;
        const { blocks } = data as { readonly blocks: readonly { readonly id: string }[] };
        const index = blocks.findIndex((it) => it.id === block.id);
        translations.moveBubble(message, index, blocks.length, question);
      },
    });
  }

  /** Takes a step out. `stands` is the step that does its work now. */
  #drop(id: string, stands: string): void {
    const [exit] = this.#graph.waysFrom(id);
    this.#graph.drop(id, exit && this.#graph.target(exit));
    this.#nodes.delete(id);
    this.#notes.draft.log.move(id, stands);
  }

  /** Ends the conversation knowingly wherever the source lets it end. */
  #ends(nodes: readonly FlowNode[]): FlowNode[] {
    return nodes.flatMap((node): FlowNode[] => {
      const open = openPlaces(node, this.#graph);
      return open.length === 0 || nodes.length >= limits.nodes / 2
        ? []
        : this.#added("end", {}, `end_${node.id}`, node.id, (id) => {
            for (const exit of open) {
              this.#graph.lead(exit, id);
            }
          });
    });
  }

  /** Puts a pause on each way that leads round in a circle without waiting, which a flow may not have. */
  #pauses(nodes: readonly FlowNode[]): FlowNode[] {
    const data = { until: "duration", duration: { amount: 1, unit: "seconds" } } as const;
    return waysBack(nodes, this.#graph).flatMap((exit) => {
      const target = this.#graph.target(exit) as string;
      return this.#added("wait", data, `pause_${exit.node}`, exit.node, (id) => {
        this.#graph.lead({ node: id, port: "next" }, target);
        this.#graph.lead(exit, id);
        this.#notes.draft.log.line("flow", `${exit.node} → ${target}`, "loop").note("pause").at(id);
      });
    });
  }

  #added(
    type: "end" | "wait",
    data: object,
    wanted: string,
    beside: string,
    lead: (id: string) => void,
  ): FlowNode[] {
    const { draft } = this.#notes;
    const hint = this.#nodes.get(beside)?.hint;
    const id = draft.add(type, data as never, { id: wanted, ...hint });
    if (!this.#nodes.has(id)) {
      return [];
    }
    lead(id);
    return [{ id, type, position: { x: 0, y: 0 }, data } as FlowNode];
  }

  #edges(nodes: readonly FlowNode[]): Flow["edges"] {
    const known = new Set(nodes.map((it) => it.id));
    return nodes
      .flatMap((node) =>
        portsOf(node).flatMap(({ id }) => {
          const target = this.#graph.target({ node: node.id, port: id });
          return target !== undefined && known.has(target)
            ? [{ source: node.id, sourceHandle: id, target }]
            : [];
        }),
      )
      .slice(0, limits.edges)
      .map((edge, index) => ({ id: `e${index + 1}`, ...edge }));
  }
}
