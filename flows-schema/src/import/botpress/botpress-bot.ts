import type { Exit } from "../draft-graph.ts";
import type { FlowDraft } from "../flow-draft.ts";
import type { LogLine } from "../import-log.ts";
import { onlyIf } from "../only-if.ts";
import type { Source } from "../source.ts";
import { StepChain } from "../step-chain.ts";
import { type BotpressFiles, flowKey } from "./botpress-files.ts";
import { ContentReader } from "./content.ts";
import { Memory } from "./memory.ts";

/** A call of one flow by a step of another. */
interface Call {
  readonly id: string;
  readonly flow: string;
  readonly back: string;
}

/** A Botpress bot while its flows become one flow: what a step calls, and where a called flow returns. */
export class BotpressBot {
  readonly files: BotpressFiles;
  readonly draft: FlowDraft;
  readonly memory: Memory;
  readonly reader: ContentReader;
  readonly #returning: ReadonlySet<string>;
  readonly #calls = new Map<string, Call[]>();
  readonly #returns: {
    readonly flow: string;
    readonly node: string;
    readonly target: string;
    readonly exits: readonly Exit[];
    readonly place: { x: number; y: number };
  }[] = [];

  constructor(files: BotpressFiles, draft: FlowDraft) {
    this.files = files;
    this.draft = draft;
    this.memory = new Memory(draft.names);
    this.reader = new ContentReader(this.memory, files.language);
    const returning = [...files.flows].filter(([, flow]) =>
      flow
        .list("nodes")
        .some((node) => node.list("next").some((it) => it.text("node").startsWith("#"))),
    );
    this.#returning = new Set(returning.map(([key]) => key));
  }

  /** The place of a step on the source's canvas. */
  placeOf(flow: string, node: Source): { readonly x: number; readonly y: number } {
    return this.files.places.get(`${flow} ${node.text("id")}`) ?? { x: 0, y: 0 };
  }

  /** Leads a chain to a target of the source: a step, another flow, the end or a return. */
  follow(chain: StepChain, flow: string, target: string, line: LogLine, back: string): void {
    const wanted = target.trim();
    if (chain.last !== undefined) {
      line.at(chain.last);
    }
    if (wanted === "" || wanted === "END") {
      chain.take();
      return;
    }
    if (wanted.startsWith("#")) {
      line.remark("returns");
      this.#returns.push({
        flow,
        node: wanted.replace(/^#+/, ""),
        target: wanted,
        exits: chain.take(),
        place: chain.place,
      });
      return;
    }
    if (/\.flow\.json(#|$)/.test(wanted)) {
      const [file = "", node = ""] = wanted.split("#");
      this.#call(chain, flow, flowKey(file), node, line, back);
      return;
    }
    const known = this.files.flows
      .get(flow)
      ?.list("nodes")
      .some((it) => it.text("name") === wanted);
    if (!known) {
      line.unsupported("danglingEdge", { target: wanted });
      chain.take();
      return;
    }
    chain.goTo(`step ${flow} ${wanted}`, line);
  }

  /** Calls another flow. `back` is the label at which it returns. */
  #call(
    chain: StepChain,
    flow: string,
    key: string,
    node: string,
    line: LogLine,
    back: string,
  ): void {
    const called = this.files.flows.get(key);
    if (!called) {
      line.unsupported("danglingEdge", { target: key });
      chain.take();
      return;
    }
    if (this.#returning.has(key)) {
      const calls = this.#calls.get(key) ?? [];
      const id = `call${calls.length + 1}`;
      this.#calls.set(key, [...calls, { id, flow, back }]);
      const variable = this.#caller(key);
      chain.add(
        "setVariable",
        { assignments: [{ variable, operation: "set", value: id, as: "string" }] },
        { id: `call_${key}` },
      );
    }
    chain.goTo(`step ${key} ${node || called.text("startNode")}`, line);
  }

  /** Draws the returns, once every call is known: one way for each caller. */
  finishReturns(): void {
    for (const { flow, node, exits, place } of this.#returns) {
      const calls = this.#calls.get(flow) ?? [];
      const targets = calls.map((call) => ({
        call,
        label: node === "" ? call.back : `step ${call.flow} ${node}`,
      }));
      const reached = targets.filter(({ label }) => this.draft.find(label) !== undefined);
      if (reached.length === 0 || exits.length === 0) {
        continue;
      }
      const chain = new StepChain(this.draft, place);
      chain.also(...exits);
      const left = this.#caller(flow);
      const branches = reached.slice(0, 20).map(({ call }) => ({
        id: call.id,
        label: call.flow,
        condition: onlyIf({ left, operator: "equals", right: call.id }),
      }));
      const id = chain.add("condition", { branches }, { id: `return_${flow}`, on: ["else"] });
      for (const { call, label } of reached.slice(0, 20)) {
        this.draft.lead({ node: id, port: `branch:${call.id}` }, label);
      }
    }
  }

  #caller(flow: string): string {
    return this.draft.names.of(`caller of ${flow}`, `caller_of_${flow}`);
  }
}
