import type { Dice } from "../dice.ts";

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly widget?: string;
}

/** Names that the strings of generated data may mean. */
export interface Names {
  readonly nodes: readonly string[];
  readonly flows: readonly string[];
}

const texts = [
  "",
  "Hi",
  "yes",
  "2",
  "Hello {{ contact.firstName }}!",
  "{{ name }} {{ score }} {{ items[0] }} {{ now }}",
  "{{ items | join: ', ' | upcase }} {% if score > 3 %}many{% endif %}",
  "{% for x in (1..100000) %}{{ x }}{% endfor %}",
  "{% for x in items %}{% for y in items %}{{ x }}{{ y }}{% endfor %}{% endfor %}",
  "{{ now | date: '%A %-d %B %Y %H:%M %Z' }}",
  "{{ broken | nofilter }}",
  "{{ open",
  "{% include 'etc/passwd' %}",
  "{{ callbackUrl }}",
  "{{ message.text }}",
  "{{ name }}",
  "{{ items }}",
  "giá bao nhiêu 👩‍👩‍👧‍👦",
  "word ".repeat(300),
  "2026-06-05 10:00",
  "https://example.com/a.png",
];
const names = [
  "name",
  "score",
  "items",
  "contact.city",
  "workspace.stock",
  "order.total",
  "contact.tags",
  "__proto__",
  "now",
  "",
];
const patterned = [
  "VN",
  "US",
  "",
  "a",
  "b",
  "c",
  "name",
  "score",
  "10:30",
  "23:59",
  "2026-06-05",
  "__proto__",
  "contact.city",
];
const patterns = ["^a+$", "(a+)+$", "[", "\\d{3}", "(?<x>a)", "(?=a)"];

/** Data that fits a schema, with texts that try everything a member or an attacker might write. */
export function generateData(schema: Schema, dice: Dice, known: Names): unknown {
  if ("const" in schema) {
    return schema.const;
  }
  if (schema.enum) {
    return dice.pick(schema.enum);
  }
  const shapes = schema.oneOf ?? schema.anyOf;
  if (shapes) {
    return generateData(dice.pick(shapes), dice, known);
  }
  switch (schema.type) {
    case "string":
      return generateText(schema, dice, known);
    case "integer":
    case "number": {
      const { minimum = -5, maximum = 20 } = schema;
      return dice.oneIn(8) ? minimum : minimum + dice.throw(Math.min(20, maximum - minimum + 1));
    }
    case "boolean":
      return dice.oneIn(2);
    case "array":
      return generateList(schema, dice, known);
    default:
      return generateObject(schema, dice, known);
  }
}

function generateObject(schema: Schema, dice: Dice, known: Names): unknown {
  const required = new Set(schema.required);
  const object: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (required.has(name) || dice.oneIn(2)) {
      object[name] = generateData(property, dice, known);
    }
  }
  return object;
}

function generateList(schema: Schema, dice: Dice, known: Names): unknown[] {
  const length = Math.max(schema.minItems ?? 0, dice.throw(4));
  const ids = ["a", "b", "c", "d"];
  const list = Array.from({ length }, (_, index) => {
    const item = generateData(schema.items ?? {}, dice, known);
    if (typeof item === "object" && item !== null && "id" in item) {
      item.id = ids[index];
    }
    return item;
  });
  return schema.uniqueItems ? [...new Set(list)] : list;
}

function generateText(schema: Schema, dice: Dice, known: Names): string {
  const pool = poolFor(schema, known);
  const { minLength = 0, maxLength = 10_000, pattern } = schema;
  const fitting = pool.filter(
    (it) =>
      it.length >= minLength &&
      it.length <= maxLength &&
      (!pattern || new RegExp(pattern).test(it)),
  );
  return fitting.length > 0 ? dice.pick(fitting) : "a";
}

function poolFor(
  { widget, pattern, title }: Schema & { title?: string },
  known: Names,
): readonly string[] {
  if (widget === "node") {
    return [...known.nodes, "nowhere", ""];
  }
  if (widget === "flow") {
    return [...known.flows, "nowhere", ""];
  }
  if (widget === "operand") {
    return [
      "name",
      "score",
      "items.size",
      "contact.tags",
      "message.text",
      "{{ name }}",
      "a..b[",
      "",
    ];
  }
  if (widget === "variable") {
    return names;
  }
  if (title?.startsWith("Pattern")) {
    return patterns;
  }
  return pattern ? patterned : texts;
}
