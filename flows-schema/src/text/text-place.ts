import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node } from "yaml";

/** A place in a text; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Something wrong at a place of a text. */
export interface TextProblem extends TextPlace {
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** Finds the place of a path in a YAML document: of its key, of the item of a list, or of the deepest part that exists. */
export function placeIn(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly string[],
): TextPlace {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (!pair) {
        break;
      }
      offset = startOf(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(part)];
      if (item === undefined) {
        break;
      }
      offset = startOf(item);
      node = item;
    } else {
      break;
    }
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? 0;
}
