import { mongoError } from "../errors/mongo-error.ts";
import { equalValues } from "../keys/compare-values.ts";
import type { FilterNode } from "../match/filter-node.ts";
import type { Collection } from "../storage/catalog.ts";
import type { Index } from "../storage/index-definition.ts";
import { conditionsOf } from "./condition-bounds.ts";
import { planIndex, type Question, type SortFields } from "./index-plan.ts";
import type { IndexPlan, Plan, UnionPlan } from "./plan.ts";

/** How many entries of each index are counted to choose between indexes: more only while the best ones have as many or more. */
const countedAtFirst = 500;
const maxCounted = 32_000;

/** A scan of so few entries is chosen whatever the order. */
const small = 200;

/** A query to be planned. `hint` is an index, its name or key pattern, or `{ $natural: 1 }`. */
export interface PlanRequest {
  root: FilterNode;
  sort?: SortFields;
  hint?: unknown;
}

/** Chooses how to find the documents that may match a filter. */
export function choosePlan(collection: Collection, { root, sort = [], hint }: PlanRequest): Plan {
  const question = { root, sort, conditions: conditionsOf(root) };
  if (hint !== undefined) {
    return hintedPlan(collection, question, hint);
  }
  const plans: IndexPlan[] = [];
  for (const index of collection.indexes) {
    const plan = index.isBuilding ? undefined : planIndex(index, question);
    if (plan?.isOne) {
      return plan;
    }
    if (plan && (plan.bounded > 0 || plan.sorted)) {
      plans.push(plan);
    }
  }
  if (plans.some((plan) => plan.bounded > 0)) {
    return best(plans);
  }
  return unionPlan(collection, root, sort) ?? plans[0] ?? { kind: "collection" };
}

/**
 * Chooses among plans: a small scan whatever its order; of large ones, one in the wanted order can stop early, else the
 * one that uses more fields is better.
 */
function best(plans: readonly IndexPlan[]): IndexPlan {
  const [only] = plans;
  if (only && plans.length === 1) {
    return only;
  }
  for (let most = countedAtFirst; ; most *= 8) {
    const counted = plans.map((plan) => ({ plan, entries: countEntries(plan, most) }));
    const isSmall = counted.some(({ entries }) => entries <= small);
    const costs = counted.map(({ plan, entries }) => {
      const unsorted = plan.sorted ? 0 : 1;
      const useless = plan.sorted && plan.bounded > 0 ? 0 : 1;
      const order = isSmall ? [] : [useless, -plan.bounded];
      return { plan, cost: [...order, entries], last: unsorted };
    });
    const chosen = costs.reduce((a, b) =>
      isLess([...b.cost, b.last], [...a.cost, a.last]) ? b : a,
    );
    const rivals = costs.filter(({ cost }) => !isLess(chosen.cost, cost));
    if (rivals.length === 1 || chosen.cost.at(-1)! < most || most >= maxCounted) {
      return chosen.plan;
    }
  }
}

/** Compares numbers in turn until two differ. */
function isLess(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0);
}

function countEntries(plan: IndexPlan, most: number): number {
  let entries = 0;
  for (const range of plan.ranges) {
    entries += plan.index.entries.count(range, most - entries);
    if (entries >= most) {
      break;
    }
  }
  return entries;
}

function unionPlan(
  collection: Collection,
  root: FilterNode,
  sort: SortFields,
): UnionPlan | undefined {
  if (root.kind === "and") {
    for (const child of root.children) {
      const plan = unionPlan(collection, child, sort);
      if (plan) {
        return { ...plan, exact: false };
      }
    }
  }
  if (root.kind !== "or") {
    return undefined;
  }
  const plans: Plan[] = [];
  for (const child of root.children) {
    const plan = choosePlan(collection, { root: child, sort });
    // Reading a whole index for its order is not better than reading the collection.
    if (plan.kind === "collection" || (plan.kind === "index" && plan.bounded === 0)) {
      return undefined;
    }
    plans.push(plan);
  }
  return {
    kind: "union",
    plans,
    merged: sort.length > 0 && plans.every(isInOrder),
    exact: plans.every(isExact),
  };
}

/** Says whether every document that a plan finds matches and needs no test. */
export function isExact(plan: Plan): boolean {
  return plan.kind === "nothing" || (plan.kind !== "collection" && plan.exact);
}

/** Says whether a plan returns its documents in the order that was asked for. */
export function isInOrder(plan: Plan): boolean {
  switch (plan.kind) {
    case "nothing":
      return true;
    case "collection":
      return false;
    case "index":
      return plan.isOne || plan.sorted;
    case "union":
      return plan.merged;
  }
}

function hintedIndex(collection: Collection, hint: unknown): Index {
  const index =
    collection.indexes.find((one) => one === hint) ??
    collection.indexes.find(
      ({ isBuilding, name, spec }) => !isBuilding && (name === hint || equalValues(spec.key, hint)),
    );
  if (index) {
    return index;
  }
  throw mongoError(2, "hint provided does not correspond to an existing index");
}

function hintedPlan(collection: Collection, question: Question, hint: unknown): Plan {
  if (typeof hint === "object" && hint !== null && "$natural" in hint) {
    return { kind: "collection" };
  }
  const index = hintedIndex(collection, hint);
  const plan = planIndex(index, question);
  if (plan) {
    return plan;
  }
  // A sparse or partial index without some of the documents is used as asked.
  const ranges = [{ low: Buffer.alloc(0), high: null }];
  return {
    ...{ kind: "index", index, ranges, bounded: 0 },
    ...{ reverse: false, sorted: false, merged: false, exact: false, isOne: false },
  };
}
