import type { Variable } from "./flow.ts";
import type { NodeTypeId } from "./nodes/index.ts";

/** Every kind of finding. The studio has a sentence for each; never reuse a code for something else. */
export const findingCodes = [
  "node.duplicateId",
  "node.unreachable",
  "node.deadEnd",
  "edge.duplicateId",
  "edge.unknownSource",
  "edge.unknownTarget",
  "edge.unknownPort",
  "edge.doubled",
  "port.unconnected",
  "port.duplicateId",
  "option.unconnected",
  "trigger.missing",
  "loop.silent",
  "field.empty",
  "label.duplicate",
  "weights.zero",
  "regex.invalid",
  "template.syntax",
  "template.unknownWord",
  "address.invalid",
  "address.raw",
  "code.noResult",
  "variable.unknown",
  "variable.unset",
  "variable.duplicate",
  "variable.reserved",
  "variable.default",
  "variable.notWritable",
  "variable.noObject",
  "member.unknown",
  "node.unknownTarget",
  "flow.unknown",
  "flow.inactive",
  "keyword.duplicate",
  "keyword.takenByFlow",
  "text.tooLong",
  "label.tooLong",
  "options.becomeList",
  "options.becomeNumbers",
  "buttons.becomeText",
  "cards.tooMany",
  "cards.split",
  "window.closed",
  "settings.timeZone",
  "settings.hours",
  "settings.country",
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Something wrong with a flow, said so that it can be shown at its place and often repaired with one click. */
export interface Finding {
  readonly code: FindingCode;
  /** Errors keep a flow from being published. */
  readonly severity: "error" | "warning";
  /** The node it concerns; absent when it concerns an edge, the settings or the flow as a whole. */
  readonly nodeId?: string;
  readonly edgeId?: string;
  readonly port?: string;
  /** JSON pointer into the node's data; without `nodeId`, into the flow. */
  readonly path?: string;
  /** What the translated sentence needs. */
  readonly values: Readonly<Record<string, string | number>>;
  /** The sentence in English. */
  readonly message: string;
  readonly repair?: Repair;
  /** Another repair, where the first one is a guess. */
  readonly otherRepair?: Repair;
}

/** A change of the flow, as data, that removes a finding; `applyRepair` makes it. */
export type Repair =
  | {
      readonly kind: "connect";
      readonly nodeId: string;
      readonly port: string;
      readonly target: string;
    }
  /** Puts a new node behind the port `from`; what hung there goes to the new node's `next`, or else `to` does. */
  | {
      readonly kind: "addNode";
      readonly type: NodeTypeId;
      readonly from?: { readonly nodeId: string; readonly port: string };
      readonly to?: string;
    }
  | { readonly kind: "removeNode"; readonly nodeId: string }
  | { readonly kind: "removeEdge"; readonly edgeId: string }
  | {
      readonly kind: "setData";
      readonly nodeId: string;
      readonly path: string;
      readonly value: unknown;
    }
  | { readonly kind: "setSetting"; readonly path: string; readonly value: unknown }
  | { readonly kind: "declareVariable"; readonly variable: Variable };
