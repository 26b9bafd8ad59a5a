import { type FlowNode, nodeTypeOf, setAtPointer } from "@chatloom/flows-schema";
import type { AnsweringEffect, JsonValue } from "@chatloom/runtime";

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** A sensible answer to begin with: what the node wants to keep is in it. */
export function exampleAnswer(effect: AnsweringEffect, node: FlowNode | undefined): JsonValue {
  if (effect.type === "runCode") return "";
  if (effect.type === "callLlm")
    return effect.request.schema
      ? { text: "", data: exampleOf(effect.request.schema as Schema) }
      : { text: "…" };
  const save = (node && nodeTypeOf(node).answerParts?.(node.data as never)) ?? [];
  return {
    status: 200,
    body: save.reduce<unknown>(
      (body, { path, saveTo }) => deepSet(body, path, saveTo),
      {},
    ) as JsonValue,
  };
}

/** Puts a value where a path such as `order.items[0].price` points to, making what is missing on the way. */
function deepSet(body: unknown, path: string, value: string): unknown {
  const parts = path.split(/[.[\]]+/).filter((part) => part !== "");
  if (parts.length === 0) return body;
  let pointer = "";
  let result = body;
  for (const part of parts.slice(0, -1)) {
    pointer += `/${part}`;
    if (at(result, pointer) === undefined) result = setAtPointer(result, pointer, {});
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

function exampleOf(schema: Schema): JsonValue {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum?.[0] !== undefined) return schema.enum[0];
  if (schema.anyOf?.[0]) return exampleOf(schema.anyOf[0]);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object" || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, exampleOf(inner)]),
    );
  if (type === "array") return [];
  if (type === "number" || type === "integer") return 1;
  if (type === "boolean") return true;
  if (type === "null") return null;
  return "…";
}
