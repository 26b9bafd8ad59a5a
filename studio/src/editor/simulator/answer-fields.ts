import { type FlowNode, portsOf } from "@chatloom/flows-schema";
import { type JsonObject, type JsonValue, noExit } from "@chatloom/runtime";
import type { PromptedEffect } from "./simulation.ts";

/** One thing that an outside answer consists of, as the test asks for it in plain words. */
export interface AnswerField {
  /** Its place in the answer: `data/extracted/value0`. */
  readonly path: string;
  readonly kind: "text" | "lines" | "status" | "choice";
  readonly label: "aiSays" | "chooses" | "findsOut" | "status" | "body" | "result" | "row" | "cell";
  /** The extracted value, or the column. */
  readonly name?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly first: string;
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Lists what has to be filled in for an effect's answer. `body` is an example of what an HTTP call gives. */
export function answerFields(
  effect: PromptedEffect,
  node: FlowNode | undefined,
  body: JsonValue,
): AnswerField[] {
  if (effect.type === "runCode") {
    return [{ path: "", kind: "lines", label: "result", first: "" }];
  }
  if (effect.type === "callHttp") {
    return [
      { path: "status", kind: "status", label: "status", first: "200" },
      { path: "body", kind: "lines", label: "body", first: JSON.stringify(body, null, 2) },
    ];
  }
  if (effect.type === "callMcp") {
    return [{ path: "body", kind: "lines", label: "body", first: "" }];
  }
  if (effect.type === "callSheet") {
    const row: AnswerField = { path: "row", kind: "text", label: "row", first: "2" };
    const cells = effect.sheet.fields.map(
      (name): AnswerField => ({
        path: `values/${name}`,
        kind: "text",
        label: "cell",
        name,
        first: "",
      }),
    );
    return [row, ...cells];
  }
  const schema = effect.request.schema as Schema | undefined;
  if (!schema) {
    return [{ path: "text", kind: "lines", label: "aiSays", first: "" }];
  }
  return leavesOf(schema, "data").map(([path, leaf]): AnswerField => {
    if (leaf.enum) {
      const options = leaf.enum.map((value) => ({ value, label: choiceLabel(value, node) }));
      return { path, kind: "choice", label: "chooses", options, first: leaf.enum[0] ?? "" };
    }
    if (leaf.description === undefined || path === "data/reply") {
      return { path, kind: "lines", label: "aiSays", first: "" };
    }
    return { path, kind: "text", label: "findsOut", name: leaf.description, first: "" };
  });
}

/** Makes the answer from the fields, with the types that the effect needs. */
export function answerOf(
  effect: PromptedEffect,
  filled: Readonly<Record<string, string>>,
): JsonValue {
  if (effect.type === "runCode") {
    return readJson(filled[""] ?? "");
  }
  if (effect.type === "callHttp") {
    return { status: Number(filled.status), body: readJson(filled.body ?? "") };
  }
  if (effect.type === "callMcp") {
    return { body: readJson(filled.body ?? "") };
  }
  if (effect.type === "callSheet") {
    const row = Number(filled.row) || 0;
    const values = effect.sheet.fields.map((name) => [name, filled[`values/${name}`] ?? ""]);
    return { found: row > 0, row, values: row > 0 ? Object.fromEntries(values) : {} };
  }
  const schema = effect.request.schema as Schema | undefined;
  if (!schema) {
    return { text: filled.text ?? "" };
  }
  const data = read(schema, "data", filled) as JsonObject;
  return { text: typeof data.reply === "string" ? data.reply : JSON.stringify(data), data };
}

/** Turns an answer into the fields that would make it. */
export function filledOf(
  fields: readonly AnswerField[],
  answer: JsonValue,
): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ path }) => {
      const parts = path === "" ? [] : path.split("/");
      const value = parts.reduce<unknown>(
        (inner, part) => (inner as Record<string, unknown> | null | undefined)?.[part],
        answer,
      );
      if (value === undefined || value === null) {
        return [path, ""];
      }
      return [path, typeof value === "string" ? value : JSON.stringify(value, null, 2)];
    }),
  );
}

function leavesOf(schema: Schema, path: string): [string, Schema][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    inner.properties
      ? leavesOf(inner, `${path}/${name}`)
      : [[`${path}/${name}`, inner] as [string, Schema]],
  );
}

function read(schema: Schema, path: string, filled: Readonly<Record<string, string>>): JsonValue {
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, inner]) => [
        name,
        read(inner, `${path}/${name}`, filled),
      ]),
    );
  }
  const text = filled[path] ?? "";
  const types = [schema.type ?? "string"].flat();
  if (text.trim() === "" && types.includes("null")) {
    return null;
  }
  if (types.includes("string")) {
    return text;
  }
  const value = readJson(text);
  return types.includes(typeof value) ? value : null;
}

function readJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}

/** The author's name for an exit or a class, which is that of its port; empty for "none of them". */
function choiceLabel(id: string, node: FlowNode | undefined): string {
  if (id === noExit) {
    return "";
  }
  const port = node && portsOf(node).find((it) => it.id.endsWith(`:${id}`));
  return port?.label || id;
}
