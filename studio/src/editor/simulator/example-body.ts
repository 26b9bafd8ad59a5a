import { type FlowNode, nodeTypeOf, setAtPointer } from "@chatloom/flows-schema";
import type { JsonValue } from "@chatloom/runtime";

/** Returns a body to begin with for the answer of an HTTP call: what the node wants to keep is in it. */
export function exampleBody(node: FlowNode | undefined): JsonValue {
  const save = (node && nodeTypeOf(node).answerParts?.(node.data)) ?? [];
  return save.reduce<unknown>(
    (body, { path, saveTo }) => deepSet(body, path, saveTo),
    {},
  ) as JsonValue;
}

/** Sets the value at a path such as `order.items[0].price`. Creates missing objects and lists on the path. */
function deepSet(body: unknown, path: string, value: string): unknown {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== "");
  if (parts.length === 0) {
    return body;
  }
  let pointer = "";
  let result = body;
  for (const part of parts.slice(0, -1)) {
    pointer += `/${part}`;
    if (at(result, pointer) === undefined) {
      result = setAtPointer(result, pointer, {});
    }
  }
  return setAtPointer(result, `${pointer}/${parts.at(-1)}`, value);
}

function at(value: unknown, pointer: string): unknown {
  return pointer
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (inner, part) => (inner as Record<string, unknown> | undefined)?.[part],
      value,
    );
}
