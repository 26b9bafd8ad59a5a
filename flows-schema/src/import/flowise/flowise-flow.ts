import type { FlowDraft } from "../flow-draft.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { StepChain } from "../step-chain.ts";
import { FlowiseText } from "./flowise-text.ts";

/** A step of the source with its fields. */
export interface FlowiseNode {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly parent: string;
  readonly inputs: Source;
  readonly line: LogLine;
  readonly place: { readonly x: number; readonly y: number };
}

interface FlowiseEdge {
  readonly target: string;
  readonly line: LogLine;
  readonly output: number;
}

/** An AgentFlow while it is converted: its steps and ways, read once. */
export class FlowiseFlow {
  readonly draft: FlowDraft;
  readonly text: FlowiseText;
  readonly nodes = new Map<string, FlowiseNode>();
  readonly #edges = new Map<string, FlowiseEdge[]>();
  readonly #incoming = new Set<string>();

  constructor(draft: FlowDraft, source: Source) {
    this.draft = draft;
    this.text = new FlowiseText(draft.names);
    for (const node of source.list("nodes")) {
      this.#readNode(node);
    }
    for (const edge of source.list("edges")) {
      this.#readEdge(edge);
    }
  }

  /** A chain that begins at a step of the source. */
  chainAt(node: FlowiseNode): StepChain {
    const chain = new StepChain(this.draft, node.place);
    chain.mark(`in ${node.id}`);
    return chain;
  }

  /** Whether a way leaves the step. */
  goesOn(node: FlowiseNode): boolean {
    return (this.#edges.get(node.id) ?? []).length > 0;
  }

  /** Whether a way leads to the step. */
  isReached(node: FlowiseNode): boolean {
    return this.#incoming.has(node.id);
  }

  /** Leads the chain along the way of an output of a step. */
  follow(chain: StepChain, node: FlowiseNode, output = 0): void {
    const all = this.#edges.get(node.id) ?? [];
    const edges = all.filter((it) => it.output === output);
    for (const [index, { target, line }] of edges.entries()) {
      if (chain.last !== undefined) {
        line.at(chain.last);
      }
      if (edges.length > 1) {
        line.note("parallel");
      }
      if (index < edges.length - 1) {
        const back = `after ${node.id} ${output} ${index}`;
        this.draft.call((value) => {
          const variable = this.draft.returnTo;
          return chain.add(
            "setVariable",
            { assignments: [{ variable, operation: "set", value, as: "string" }] },
            { id: `way_${index + 1}` },
          );
        }, back);
        chain.goTo(`in ${target}`, line);
        chain.mark(back);
      } else {
        chain.goTo(`in ${target}`, line);
      }
    }
  }

  /** Notes ways from outputs that a step does not have here. */
  finishEdges(outputs: ReadonlyMap<string, number>): void {
    for (const [source, edges] of this.#edges) {
      for (const { output, line } of edges) {
        if (output >= (outputs.get(source) ?? 1)) {
          line.unsupported("danglingSource");
        }
      }
    }
  }

  #readNode(node: Source): void {
    const data = node.part("data");
    const id = node.text("id") || data.text("id");
    const name = data.text("name");
    const label = data.text("label") || name;
    const line = this.draft.log.line(
      "block",
      label || id,
      data.text("type") || name || node.text("type") || "?",
    );
    if (id === "" || this.nodes.has(id)) {
      line.unsupported(id === "" ? "missingId" : "duplicateId");
      return;
    }
    const at = node.part("position");
    const place = { x: at.number("x") ?? 0, y: at.number("y") ?? 0 };
    const inputs = data.part("inputs").skip("undefined");
    this.nodes.set(id, {
      id,
      name,
      label,
      parent: node.text("parentNode") || node.text("parentId"),
      inputs,
      line,
      place,
    });
  }

  #readEdge(edge: Source): void {
    const [source, target] = [edge.text("source"), edge.text("target")];
    const name = `${this.nodes.get(source)?.label ?? source} → ${this.nodes.get(target)?.label ?? target}`;
    const line = this.draft.log.line("edge", name, "edge");
    if (!this.nodes.has(source)) {
      line.unsupported("danglingSource");
      return;
    }
    if (!this.nodes.has(target)) {
      line.unsupported("danglingEdge", { target });
      return;
    }
    const handle = /-output-(\d+)$/.exec(edge.text("sourceHandle"))?.[1];
    this.#incoming.add(target);
    const edges = this.#edges.get(source) ?? [];
    this.#edges.set(source, [...edges, { target, line, output: Number(handle ?? 0) }]);
  }
}
