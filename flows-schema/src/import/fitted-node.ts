import { Value } from "typebox/value";
import { type FlowNode, nodeSchema } from "../flow.ts";
import { type NodeTypeId, nodeTypes } from "../nodes/index.ts";
import type { FieldSchema } from "../walk-fields.ts";
import { clampData } from "./clamp-data.ts";
import type { LogLine } from "./import-log.ts";
import type { NameBook } from "./name-book.ts";

/** A step of a draft before it is checked. */
interface UnfittedNode {
  readonly id: string;
  readonly type: NodeTypeId;
  data: unknown;
  readonly line: LogLine | undefined;
}

/** A step of a draft, and its place on the source's canvas. */
export interface DrawnNode extends UnfittedNode {
  readonly hint: { readonly x: number; readonly y: number };
}

/** Makes a step that fits the schema: cuts what is too long, and replaces what does not fit by a step that does nothing. */
export function fittedNode({ id, type, data, line }: UnfittedNode, names: NameBook): FlowNode {
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
      assignments: [{ variable: names.fresh("todo"), operation: "set", value: type, as: "string" }],
    },
  };
}
