import { type FlowNode, nodeTypeOf } from "@chatloom/flows-schema";
import type { FormSchema } from "./form-schema.ts";
import { SchemaForm } from "./schema-form.tsx";

/** Draws the settings of any node from its schema. `path` tells which field was changed. */
export function NodeForm({
  node,
  onChange,
}: {
  readonly node: FlowNode;
  readonly onChange: (data: FlowNode["data"], path: string) => void;
}) {
  return (
    <SchemaForm
      schema={nodeTypeOf(node).data as unknown as FormSchema}
      value={node.data}
      path=""
      onChange={(data, path) => onChange(data as FlowNode["data"], path)}
    />
  );
}
