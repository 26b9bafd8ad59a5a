import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldOf } from "../values/doc.ts";
import type { FilterLeaf, FilterNode } from "./filter-node.ts";
import { parseFilter } from "./parse-filter.ts";
import { type ValueTest, valueTest } from "./test-value.ts";
import { pathParts, walkPath } from "./walk-path.ts";

/** A compiled query filter. */
export interface CompiledFilter {
  /** The filter as a tree, for planning. */
  readonly root: FilterNode;
  /** The fields that an upsert takes from the filter, in order, by dotted path. */
  readonly equalities: readonly { readonly path: string; readonly value: unknown }[];
  /** Says whether the document matches. */
  test(doc: Doc): boolean;
  /** Returns the array index that the positional `$` means: the first match of the filter's last array condition. */
  position(doc: Doc): number | undefined;
}

/** Receives the array index at which a test matched. */
interface Match {
  position: number | undefined;
}

type DocTest = (doc: Doc, match: Match | undefined) => boolean;

/** Compiles a query filter; throws a `MongoError` for what MongoDB or this store refuses. */
export function compileFilter(filter: Doc): CompiledFilter {
  const root = parseFilter(filter);
  const test = docTest(root);
  const equalities: { path: string; value: unknown }[] = [];
  collectEqualities(root, equalities);
  return {
    root,
    equalities,
    test: (doc) => test(doc, undefined),
    position: (doc) => {
      const match: Match = { position: undefined };
      return test(doc, match) ? match.position : undefined;
    },
  };
}

/**
 * Compiles the condition of `$pull` on array elements: operators on a value (`{$gt: 5}`) or a filter on embedded
 * documents.
 */
export function compileElementFilter(filter: Doc, onValues: boolean): ValueTest {
  if (onValues) {
    // The element is wrapped in a document, so that an element that is an array is matched by its elements.
    const wrapped = docTest(parseFilter({ value: filter }));
    return (value) => wrapped({ value }, undefined);
  }
  const test = docTest(parseFilter(filter));
  return (value) => isDoc(value) && test(value, undefined);
}

const docTest = (node: FilterNode): DocTest => treeTest(node, leafTest);

/** Makes the test of a tree from the tests of its leaves. */
function treeTest<Value>(
  node: FilterNode,
  leaf: (leaf: FilterLeaf) => (value: Value, match: Match | undefined) => boolean,
): (value: Value, match: Match | undefined) => boolean {
  switch (node.kind) {
    case "and": {
      const tests = node.children.map((child) => treeTest(child, leaf));
      return (value, match) => tests.every((test) => test(value, match));
    }
    case "or": {
      const tests = node.children.map((child) => treeTest(child, leaf));
      return (value, match) => tests.some((test) => test(value, match));
    }
    case "not": {
      const test = treeTest(node.child, leaf);
      return (value) => !test(value, undefined);
    }
    default:
      return leaf(node);
  }
}

function leafTest(leaf: FilterLeaf): DocTest {
  const parts = pathParts(leaf.path);
  if (leaf.kind === "elemMatchObject" || leaf.kind === "elemMatchValue") {
    return elementsTest(leaf);
  }
  const test = valueTest(leaf);
  const leaves = leaf.kind === "size" ? "array" : "elements-and-array";
  const general: DocTest = (doc, match) =>
    walkPath(doc, parts, leaves, (value, position) => {
      if (!test(value)) {
        return false;
      }
      if (match && position !== undefined) {
        match.position = position;
      }
      return true;
    });
  if (parts.length > 1) {
    return general;
  }
  return (doc, match) => {
    const value = fieldOf(doc, leaf.path);
    return Array.isArray(value) ? general(doc, match) : test(value);
  };
}

type ElemMatch = Extract<FilterLeaf, { kind: "elemMatchObject" | "elemMatchValue" }>;

function elementsTest(leaf: ElemMatch): DocTest {
  const parts = pathParts(leaf.path);
  const element = elementTest(leaf);
  return (doc, match) =>
    walkPath(doc, parts, "array", (value, position) => {
      const at = Array.isArray(value) ? value.findIndex(element) : -1;
      if (at < 0) {
        return false;
      }
      if (match) {
        match.position = position ?? at;
      }
      return true;
    });
}

function elementTest(leaf: ElemMatch): ValueTest {
  if (leaf.kind === "elemMatchValue") {
    const test = treeTest(leaf.filter, ownTest);
    return (value) => test(value, undefined);
  }
  const test = docTest(leaf.filter);
  // An array within the array counts as a document with the indexes as names.
  return (value) => {
    if (Array.isArray(value)) {
      return test({ ...value }, undefined);
    }
    return isDoc(value) && test(value, undefined);
  };
}

/** Makes the test of a condition for a value itself, ignoring its path. */
function ownTest(leaf: FilterLeaf): ValueTest {
  if (leaf.kind !== "elemMatchObject" && leaf.kind !== "elemMatchValue") {
    return valueTest(leaf);
  }
  const test = elementTest(leaf);
  return (value) => Array.isArray(value) && value.some(test);
}

function collectEqualities(node: FilterNode, into: { path: string; value: unknown }[]): void {
  if (node.kind === "and" || (node.kind === "or" && node.children.length === 1)) {
    for (const child of node.children) {
      collectEqualities(child, into);
    }
  } else if (node.kind === "compare" && node.op === "$eq") {
    into.push({ path: node.path, value: node.value });
  } else if (node.kind === "in" && node.values.length === 1 && node.regexes.length === 0) {
    into.push({ path: node.path, value: node.values[0] });
  }
}
