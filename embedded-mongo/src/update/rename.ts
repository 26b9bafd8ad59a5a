import { mongoError } from "../errors/mongo-error.ts";
import { describe } from "../values/describe.ts";
import { updatePath } from "./update-path.ts";
import { addOperator, type UpdateNode } from "./update-tree.ts";

const dynamic = (parts: readonly string[]) =>
  parts.some((part) => part === "$" || part.startsWith("$["));

/** Adds a `$rename`: the new field takes the value and the old one goes. */
export function readRename(
  root: UpdateNode,
  path: string,
  from: readonly string[],
  target: unknown,
): void {
  if (typeof target !== "string") {
    throw mongoError(
      2,
      `The 'to' field for $rename must be a string: ${path}: ${describe(target)}`,
    );
  }
  if (target.includes("\0"))
    throw mongoError(2, "The 'to' field for $rename cannot contain an embedded null byte");
  if (path === target) {
    throw mongoError(
      2,
      `The source and target field for $rename must differ: ${path}: ${describe(target)}`,
    );
  }
  const to = updatePath(target);
  if (dynamic(from))
    throw mongoError(2, `The source field for $rename may not be dynamic: ${path}`);
  if (dynamic(to))
    throw mongoError(2, `The destination field for $rename may not be dynamic: ${target}`);
  if (`${target}.`.startsWith(`${path}.`) || `${path}.`.startsWith(`${target}.`)) {
    throw mongoError(
      2,
      `The source and target field for $rename must not be on the same path: ${path}: ${describe(target)}`,
    );
  }
  addOperator(root, path, from, { name: "$rename", creates: () => false, apply: () => undefined });
  addOperator(root, target, to, {
    name: "$rename",
    creates: () => true,
    apply: (old) => old,
    renameFrom: from,
  });
}
