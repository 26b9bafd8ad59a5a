import { type FlowNode, nodeTypeOf } from "@chatloom/flows-schema";
import { useMemo } from "react";
import { formSchema } from "./form-schema.ts";
import { FormWorldContext, useFormWorld } from "./form-world.tsx";
import { SchemaForm } from "./schema-form.tsx";

/** Draws the settings of any node from its schema. `path` tells which field was changed. */
export function NodeForm({
  node,
  onChange,
}: {
  readonly node: FlowNode;
  readonly onChange: (data: FlowNode["data"], path: string) => void;
}) {
  const world = useFormWorld();
  const { columns } = node.data as { readonly columns?: unknown };
  const own = useMemo(
    () => (Array.isArray(columns) ? { ...world, columns: columns.map(String) } : world),
    [world, columns],
  );
  return (
    <FormWorldContext value={own}>
      <SchemaForm
        schema={formSchema(nodeTypeOf(node).data)}
        value={node.data}
        path=""
        onChange={(data, path) => onChange(data as FlowNode["data"], path)}
      />
    </FormWorldContext>
  );
}
