import type { AiTool, ToolParameter } from "@chatloom/flows-schema";
import { convertValue, type Notation } from "./convert-value.ts";
import type { JsonObject, JsonValue } from "./input.ts";
import type { LlmTool, ServerTools } from "./llm-effect.ts";

/** A tool under the name that the model calls it by. */
export interface NamedTool {
  readonly name: string;
  readonly tool: AiTool;
}

/** Gives tools names that endpoints take, no name twice. Tools of servers are left out: their servers name them. */
export function nameTools(tools: readonly AiTool[]): NamedTool[] {
  const taken = new Set<string>();
  return tools.flatMap((tool, index) => {
    if (tool.kind === "mcp") {
      return [];
    }
    const plain = plainToolName(tool.name);
    const name = plain === "" || taken.has(plain) ? `${plain || "tool"}_${index + 1}` : plain;
    taken.add(name);
    return [{ name, tool }];
  });
}

/** Writes a name as endpoints take it: letters without accents, digits and underscores, at most 50; it may be empty. */
export function plainToolName(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/đ/gi, "d")
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 50);
}

/** Lists the tools of MCP servers that are allowed among these tools. */
export function serverToolsOf(tools: readonly AiTool[]): ServerTools[] {
  return tools.flatMap(({ kind, serverId, serverTools = [] }) =>
    kind === "mcp" && serverId && serverTools.length > 0 ? [{ serverId, tools: serverTools }] : [],
  );
}

/** Declares tools to a model. */
export function declareTools(tools: readonly NamedTool[]): LlmTool[] {
  return tools.map(({ name, tool }) => ({
    name,
    description: tool.description.slice(0, 2_000),
    parameters: {
      type: "object",
      additionalProperties: false,
      required: tool.parameters.filter((it) => it.required).map((it) => it.name),
      properties: Object.fromEntries(tool.parameters.map((it) => [it.name, schemaOf(it)])),
    },
  }));
}

function schemaOf({ type, description, choices = [] }: ToolParameter): JsonObject {
  switch (type) {
    case "choice":
      return { type: "string", enum: choices, description };
    case "date":
      return { type: "string", description: `${description} (ISO 8601)`.trim() };
    default:
      return { type, description };
  }
}

/** The values that a model gave a tool, or what is wrong with them, in words for the model. */
export type ReadArguments = { readonly args: JsonObject } | { readonly problem: string };

/** Reads what a model gave a tool. Every value is checked; names that the tool does not have are refused. */
export function readArguments(
  { parameters }: AiTool,
  written: string,
  notation: Notation,
): ReadArguments {
  const given = parseObject(written === "" ? "{}" : written);
  if (!given) {
    return { problem: "The arguments are not a JSON object" };
  }
  const stranger = Object.keys(given).find((name) => !parameters.some((it) => it.name === name));
  if (stranger !== undefined) {
    return { problem: `"${stranger.slice(0, 100)}" is not a parameter of this tool` };
  }
  const args: Record<string, JsonValue> = {};
  for (const parameter of parameters) {
    const { name, required } = parameter;
    const value = Object.hasOwn(given, name) ? (given[name] ?? null) : null;
    if (value === null || value === "") {
      if (required) {
        return { problem: `"${name}" must be given` };
      }
      args[name] = null;
      continue;
    }
    const read = readValue(parameter, value, notation);
    if (read === undefined) {
      return { problem: `"${name}" must be ${wanted(parameter)}` };
    }
    args[name] = read;
  }
  return { args };
}

function readValue(
  { type, choices = [] }: ToolParameter,
  value: JsonValue,
  notation: Notation,
): JsonValue | undefined {
  if (typeof value === "object") {
    return undefined;
  }
  if (type === "choice") {
    return choices.find((it) => it === value);
  }
  return convertValue(value, type, notation);
}

function wanted({ type, choices = [] }: ToolParameter): string {
  switch (type) {
    case "choice":
      return `one of ${choices.join(", ")}`;
    case "date":
      return "a date in ISO 8601";
    case "boolean":
      return "true or false";
    default:
      return `a ${type}`;
  }
}

function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : undefined;
  } catch {
    return undefined;
  }
}
