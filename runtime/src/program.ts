import type { Flow, FlowNode, Port } from "@chatloom/flows-schema";
import type { Template } from "liquidjs";

/** CONTRACT. A flow made ready to run: indexes and parsed templates. Made once per version by `compile`, shared, never changed. */
export interface Program {
  readonly flowId: string;
  readonly version: number;
  readonly flow: Flow;
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly ports: ReadonlyMap<string, readonly Port[]>;
  /** `nodeId` + newline + port id → target node id. */
  readonly edges: ReadonlyMap<string, string>;
  /** Trigger nodes, most specific first. */
  readonly triggers: readonly FlowNode[];
  /** Route token of a tappable option → where it leads. */
  readonly routes: ReadonlyMap<string, { readonly nodeId: string; readonly port: string }>;
  /** Parsed Liquid by its source text. */
  readonly templates: ReadonlyMap<string, readonly Template[]>;
}
