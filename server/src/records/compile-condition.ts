import {
  type Condition,
  contactActivities,
  type Rule,
  type RuleGroup,
} from "@chatloom/flows-schema";
import {
  type ContactActivities,
  contactMatches,
  isCheckedFact,
  readDate,
  type SegmentWorld,
} from "@chatloom/runtime";
import type { ContactDoc } from "../domain/contact-doc.ts";
import { contactView } from "../domain/contact-view.ts";
import { type WantedActivities, wantedActivities } from "../domain/wanted-activities.ts";

/** A MongoDB filter over contacts. */
export type ContactFilter = Readonly<Record<string, unknown>>;

/**
 * A condition for the store. The filter lets through everyone for whom the condition holds. If it is not exact it lets through others as
 * well, whom `matches` rules out.
 */
export interface CompiledCondition {
  readonly filter: ContactFilter;
  readonly exact: boolean;
  /** Judges a contact by its record and by what it did, as far as that is wanted. */
  readonly matches: (contact: ContactDoc, activities?: ContactActivities) => boolean;
  readonly wanted: WantedActivities;
}

/** The workspace, the definitions and the moment that a condition is compiled for. */
export interface ConditionSurroundings {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly segments: SegmentWorld;
  /** Every tag that contacts of the workspace have. */
  readonly tags: readonly string[];
  /** The ids of the contacts who did something, by `activityKey`, where they are few enough to name them. */
  readonly did?: ReadonlyMap<string, readonly string[]>;
}

interface Part {
  readonly filter: ContactFilter;
  readonly exact: boolean;
}
type Compile = (rule: Rule, surroundings: ConditionSurroundings, depth: number) => Part;

const everyone: Part = { filter: {}, exact: true };
const nobody: Part = { filter: { _id: { $in: [] } }, exact: true };
/** Nothing is known: the evaluator decides about each contact. */
const anyone: Part = { filter: {}, exact: false };
const deepest = 10;
const dayMs = 86_400_000;

/** Compiles a condition about contacts, such as a segment's, to a filter. */
export function compileCondition(
  condition: Condition,
  surroundings: ConditionSurroundings,
): CompiledCondition {
  const { now, segments } = surroundings;
  return {
    ...compile(condition, surroundings, 0),
    matches: (contact, activities) =>
      contactMatches(contactView(contact, activities), condition, segments, now),
    wanted: wantedActivities([condition], segments),
  };
}

/** Names something that contacts did. */
export function activityKey(name: string, value: string): string {
  return `${name} ${value}`;
}

function compile(condition: Condition, surroundings: ConditionSurroundings, depth: number): Part {
  const groups = condition.groups.filter((it) => it.rules.length > 0);
  return joined(
    condition.match,
    groups.map((it) => compileGroup(it, surroundings, depth)),
  );
}

function compileGroup(
  { match, rules }: RuleGroup,
  surroundings: ConditionSurroundings,
  depth: number,
): Part {
  return joined(
    match,
    rules.map((it) => compileRule(it, surroundings, depth)),
  );
}

function joined(match: "all" | "any", parts: readonly Part[]): Part {
  const [first, ...others] = parts;
  if (!first) {
    return everyone;
  }
  if (others.length === 0) {
    return first;
  }
  const exact = parts.every((it) => it.exact);
  const filters = parts.map((it) => it.filter);
  return { filter: { [match === "all" ? "$and" : "$or"]: filters }, exact };
}

function compileRule(rule: Rule, surroundings: ConditionSurroundings, depth: number): Part {
  const name = /^\s*contact\.([^.[\]{}]+?)\s*$/.exec(rule.left)?.[1];
  if (name === undefined) {
    return anyone;
  }
  const compileNamed = Object.hasOwn(special, name) ? special[name] : undefined;
  return (compileNamed ?? compileField(name))(rule, surroundings, depth);
}

const special: Readonly<Record<string, Compile>> = {
  tags: compileTags,
  channels: compileChannels,
  segments: compileSegments,
  firstSeen: compileMoment("createdAt"),
  lastSeen: compileMoment("lastSeenAt"),
  optedIn: ({ operator }) => {
    if (operator === "isTrue") {
      return { filter: { optedIn: true }, exact: true };
    }
    return operator === "isFalse" ? { filter: { optedIn: { $ne: true } }, exact: true } : anyone;
  },
  language: ({ operator, right = "" }) => {
    const wanted = right.trim().toLowerCase();
    return operator === "equals" && /^[a-z]{2,3}$/.test(wanted)
      ? { filter: { language: { $regex: `^\\s*${wanted}`, $options: "i" } }, exact: false }
      : anyone;
  },
  id: () => anyone,
  fields: () => anyone,
  consents: () => anyone,
  ...Object.fromEntries(contactActivities.map((it) => [it, compileActivity(it)])),
};

/** The evaluator itself chooses among the known tags, so that letter case and digits count as everywhere. */
function compileTags(
  { operator, right = "" }: Rule,
  { tags, segments, now }: ConditionSurroundings,
) {
  const holding = (rule: Rule) =>
    tags.filter((tag) => contactMatches(withTag(tag), only(rule), segments, now));
  switch (operator) {
    case "contains":
    case "isOneOf": {
      const fitting = holding({ left: "contact.tags", operator, right });
      return fitting.length === 0 ? nobody : { filter: { tags: { $in: fitting } }, exact: true };
    }
    case "notContains": {
      if (right.trim() === "") {
        return nobody;
      }
      const fitting = holding({ left: "contact.tags", operator: "contains", right });
      return { filter: { tags: { $nin: fitting } }, exact: true };
    }
    case "isSet":
      return { filter: { tags: { $exists: true, $ne: [] } }, exact: true };
    case "isNotSet":
      return {
        filter: { $or: [{ tags: { $size: 0 } }, { tags: { $exists: false } }] },
        exact: true,
      };
    default:
      return anyone;
  }
}

function compileChannels({ operator, right = "" }: Rule): Part {
  const ids = right.split(operator === "isOneOf" ? "," : /$^/).map((it) => it.trim().toLowerCase());
  if (!ids.every((it) => /^[0-9a-f]{24}$/.test(it))) {
    return anyone;
  }
  switch (operator) {
    case "contains":
    case "isOneOf":
      return { filter: { "identities.channelId": { $in: ids } }, exact: true };
    case "notContains":
      return { filter: { "identities.channelId": { $nin: ids } }, exact: true };
    default:
      return anyone;
  }
}

function compileSegments(
  { operator, right = "" }: Rule,
  surroundings: ConditionSurroundings,
  depth: number,
): Part {
  const { conditions } = surroundings.segments;
  const id = right.trim();
  const condition = Object.hasOwn(conditions, id) ? conditions[id] : undefined;
  const known = condition && depth < deepest;
  if (operator === "contains") {
    return known ? compile(condition, surroundings, depth + 1) : nobody;
  }
  if (operator !== "notContains") {
    return nobody;
  }
  if (!known) {
    return everyone;
  }
  const inside = compile(condition, surroundings, depth + 1);
  return inside.exact ? { filter: { $nor: [inside.filter] }, exact: true } : anyone;
}

function compileActivity(name: string): Compile {
  return ({ operator, right = "" }, { did }) => {
    const wanted = right.trim();
    if (operator !== "contains" && operator !== "notContains") {
      return anyone;
    }
    if (wanted === "") {
      return nobody;
    }
    const ids = did?.get(activityKey(name, wanted));
    if (!ids) {
      return anyone;
    }
    return { filter: { _id: { [operator === "contains" ? "$in" : "$nin"]: ids } }, exact: true };
  };
}

/** Moments that the contact's record holds in epoch milliseconds. */
function compileMoment(field: "createdAt" | "lastSeenAt"): Compile {
  return ({ operator, right = "" }, { now, segments }) => {
    const part = (range: object): Part => ({ filter: { [field]: range }, exact: true });
    if (operator === "withinDays" || operator === "notWithinDays") {
      const days = Number(right);
      if (!(days >= 0)) {
        return nobody;
      }
      const within = { $gte: now - days * dayMs, $lte: now };
      return operator === "withinDays"
        ? part(within)
        : { filter: { $nor: [{ [field]: within }] }, exact: true };
    }
    if (operator === "isSet" || operator === "isNotSet") {
      return part({ $exists: operator === "isSet" });
    }
    const moment = readDate(right, segments.timeZone, "en")?.toMillis();
    const range = ranges[operator];
    if (range === undefined || moment === undefined) {
      return anyone;
    }
    return part({ [range]: moment });
  };
}

const ranges: Partial<Record<Rule["operator"], string>> = {
  before: "$lt",
  lessThan: "$lt",
  atMost: "$lte",
  after: "$gt",
  greaterThan: "$gt",
  atLeast: "$gte",
};

const builtIn = new Set(["name", "firstName", "lastName", "email", "phone"]);

/** A field's value may be of any type and in any writing, so the filter only rules out contacts without one. */
function compileField(name: string): Compile {
  return ({ operator, right = "" }) => {
    const path = builtIn.has(name) ? name : `fields.${name}`;
    const needsValue = needing.has(operator) || (right.trim() !== "" && positive.has(operator));
    return needsValue && !name.startsWith("$") && !isCheckedFact(name)
      ? { filter: { [path]: { $exists: true } }, exact: false }
      : anyone;
  };
}

/** Operators that hold for no contact without a value. */
const needing = new Set(["isSet", "isTrue", "withinDays", "before", "after"]);

/** Operators that hold for no contact without a value, if the right side has one. */
const positive: ReadonlySet<Rule["operator"]> = new Set([
  "contains",
  "startsWith",
  "endsWith",
  "greaterThan",
  "atLeast",
  "lessThan",
  "atMost",
  "isOneOf",
]);

function only(rule: Rule): Condition {
  return { match: "all", groups: [{ match: "all", rules: [rule] }] };
}

function withTag(tag: string) {
  const empty = { name: "", firstName: "", lastName: "", email: "", phone: "", language: "" };
  return { id: "", ...empty, tags: [tag], optedIn: false, fields: {} };
}
