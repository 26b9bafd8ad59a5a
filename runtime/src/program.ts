import type { Flow, FlowNode, FlowSettings, Port, Variable } from "@chatloom/flows-schema";
import type { CompiledPattern } from "./compile-pattern.ts";
import type { CompiledText } from "./compile-text.ts";
import type { JsonObject } from "./input.ts";
import type { KeywordRule } from "./keyword-rule.ts";

/** CONTRACT. A compiled flow: indexes and parsed templates. `compile` makes it once per version; it is shared and never changed. */
export interface Program {
  readonly flowId: string;
  readonly version: number;
  readonly flow: Flow;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly ports: ReadonlyMap<string, readonly Port[]>;
  /** `nodeId` + newline + port id → target node id. */
  readonly edges: ReadonlyMap<string, string>;
  /** Trigger nodes, in the order of the flow. */
  readonly triggers: readonly FlowNode[];
  /** The keywords of triggers, ready to compare. */
  readonly keywords: readonly KeywordRule[];
  /** The default start of the flow: its first trigger, or the first node without an incoming edge. */
  readonly start: string | undefined;
  /** Route token of a tappable option → where it leads. */
  readonly routes: ReadonlyMap<string, { readonly nodeId: string; readonly port: string }>;
  /** `nodeId` + newline + port id → its route token. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Compiled texts, by their source. */
  readonly texts: ReadonlyMap<string, CompiledText>;
  /** Compiled regular expressions, by their source. */
  readonly patterns: ReadonlyMap<string, CompiledPattern>;
  /** Declared variables by name. */
  readonly variables: ReadonlyMap<string, Variable>;
  /** The initial values of the flow's own variables. */
  readonly initial: JsonObject;
  /** Nodes with translated texts, by language; only those that differ. */
  readonly translated: ReadonlyMap<string, Translated>;
}

/** The parts of a flow that a language replaces. */
export interface Translated {
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly settings: FlowSettings;
}
