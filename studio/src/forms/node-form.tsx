import { type FlowNode, nodeTypeOf } from "@chatloom/flows-schema";
import { formSchema } from "./form-schema.ts";
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
      schema={formSchema(nodeTypeOf(node).data)}
      value={node.data}
      path=""
      onChange={(data, path) => onChange(data as FlowNode["data"], path)}
    />
  );
}
