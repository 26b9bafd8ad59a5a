import {
  type Condition,
  contactListNamed,
  type Rule,
  unaryOperators,
} from "@chatloom/flows-schema";
import { compareLanguages } from "./compare-languages.ts";
import { compareValues, type Operand } from "./compare-values.ts";
import type { ConditionWorld } from "./condition-world.ts";
import { contactWorld } from "./contact-world.ts";
import { readDate } from "./read-date.ts";
import { toText } from "./to-text.ts";

/** The contact's language, as a name or in braces. */
const isLanguage = /^\s*(?:\{\{\s*)?contact\.language(?:\s*\}\})?\s*$/;
const isSegments = /^\s*(?:\{\{\s*)?contact\.segments(?:\s*\}\})?\s*$/;
/** Segments name one another no deeper; a deeper one holds for nobody. */
const deepest = 10;
const dayMs = 86_400_000;

/** Tells whether a condition holds for a contact. A condition without groups, or with groups without rules, always holds. */
export function conditionHolds(world: ConditionWorld, condition: Condition): boolean {
  const holds = (rule: Rule) => ruleHolds(world, rule);
  return joined(
    condition.match,
    condition.groups.filter((group) => group.rules.length > 0),
    (group) => joined(group.match, group.rules, holds),
  );
}

function ruleHolds(world: ConditionWorld, { left, operator, right = "" }: Rule): boolean {
  const other = unaryOperators.includes(operator) ? undefined : world.evaluate(right);
  if (isSegments.test(left)) {
    const inside = inSegment(world, toText(other ?? "").trim());
    return operator === "notContains" ? inside === false : operator === "contains" && inside;
  }
  const listed = contactListNamed(left);
  if (listed && (operator === "contains" || operator === "notContains")) {
    const wanted = toText(other ?? "").trim();
    const holds = world.context.contact[listed]?.includes(wanted) ?? false;
    return wanted !== "" && holds === (operator === "contains");
  }
  const value = left.includes("{{") ? world.evaluate(left) : world.lookUp(left);
  if (isLanguage.test(left)) {
    const holds = compareLanguages(toText(value), operator, toText(other ?? ""));
    if (holds !== undefined) {
      return holds;
    }
  }
  if (operator === "withinDays" || operator === "notWithinDays") {
    const within = withinDays(world, operand(world, value, left), Number(toText(other ?? "")));
    return within !== undefined && within === (operator === "withinDays");
  }
  return compareValues(
    operand(world, value, left),
    operator,
    // An operand on the right without braces is a text, not the name of a variable.
    operand(world, other, right.includes("{{") ? right : ""),
    (pattern, text) => world.matches(pattern, text),
  );
}

/** Whether the contact is in a segment; an unknown segment holds nobody. */
function inSegment({ context, depth = 0 }: ConditionWorld, segmentId: string): boolean {
  const { segments, contact, now } = context;
  const conditions = segments?.conditions ?? {};
  if (!segments || !Object.hasOwn(conditions, segmentId) || depth >= deepest) {
    return false;
  }
  const condition = conditions[segmentId] as Condition;
  return conditionHolds(contactWorld(contact, segments, now, depth + 1), condition);
}

/** Whether a moment lies in the last days; never, for a value that is no moment. Undefined if the number of days is none. */
function withinDays(
  { context }: ConditionWorld,
  { value, notation: { timeZone, language, typedIn } }: Operand,
  days: number,
): boolean | undefined {
  if (!(days >= 0)) {
    return undefined;
  }
  const moment = readDate(value, timeZone, typedIn ?? language)?.toMillis();
  return moment !== undefined && moment >= context.now - days * dayMs && moment <= context.now;
}

function operand(world: ConditionWorld, value: Operand["value"], source: string): Operand {
  return { value, notation: world.notation(source) };
}

function joined<T>(
  match: "all" | "any",
  items: readonly T[],
  holds: (item: T) => boolean,
): boolean {
  if (items.length === 0) {
    return true;
  }
  return match === "all" ? items.every(holds) : items.some(holds);
}
