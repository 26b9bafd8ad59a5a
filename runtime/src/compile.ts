import {
  type Flow,
  type FlowNode,
  formatVersion,
  holds,
  isTrigger,
  nodeTypeOf,
  nodeTypes,
  portsOf,
  type Variable,
  walkFields,
} from "@chatloom/flows-schema";
import { type CompiledPattern, compilePattern } from "./compile-pattern.ts";
import { type CompiledText, compileText, isTemplate } from "./compile-text.ts";
import { convertValue } from "./convert-value.ts";
import { FlowNotRunnable } from "./flow-not-runnable.ts";
import type { JsonValue } from "./input.ts";
import { keywordRules } from "./keyword-rule.ts";
import { behaviourOf } from "./nodes/behaviour-of.ts";
import { optsOut } from "./opts-out.ts";
import type { Program } from "./program.ts";
import { routeToken } from "./route-token.ts";
import { translateFlow } from "./translate-flow.ts";

/**
 * Compiles a flow. Unfinished flows compile too, so that drafts can be simulated: an edge without a target is an
 * unconnected port, and a broken text fails the step that uses it. Throws `FlowNotRunnable` if the value is not a flow.
 */
export function compile(
  flow: Flow,
  { flowId, version }: { readonly flowId: string; readonly version: number },
): Program {
  checkRunnable(flow);
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const ports = new Map(flow.nodes.map((node) => [node.id, portsOf(node)]));
  const edges = new Map<string, string>();
  for (const edge of flow.edges) {
    const key = `${edge.source}\n${edge.sourceHandle}`;
    if (nodes.has(edge.target) && !edges.has(key)) {
      edges.set(key, edge.target);
    }
  }
  const routes = new Map<string, { nodeId: string; port: string }>();
  const tokens = new Map<string, string>();
  for (const node of flow.nodes) {
    for (const port of tappablePorts(node)) {
      const nodeId = node.id;
      const token = routeToken(flowId, nodeId, port);
      tokens.set(`${nodeId}\n${port}`, token);
      routes.set(token, { nodeId, port });
    }
  }
  const translated = translateFlow(flow);
  const triggers = flow.nodes.filter(isTrigger);
  return {
    flowId,
    version,
    flow,
    nodes,
    ports,
    edges,
    triggers,
    keywords: triggers.flatMap((node) =>
      keywordRules(node, () => optsOut(node, nodes, flow.edges)),
    ),
    start: triggers[0]?.id ?? firstNode(flow),
    routes,
    tokens,
    texts: compileTexts(flow, translated),
    patterns: compilePatterns(flow),
    variables: new Map(flow.variables.map((variable) => [variable.name, variable])),
    initial: initialVariables(flow),
    translated,
  };
}

/** Lists what can be tapped: ports, and the options without a port. */
function tappablePorts(node: FlowNode): string[] {
  const taps = behaviourOf(node).taps?.(node.data) ?? [];
  return [...portsOf(node).map((port) => port.id), ...taps];
}

function checkRunnable(flow: Flow): void {
  const details: { pointer: string; message: string }[] = [];
  if (flow.formatVersion !== formatVersion) {
    details.push({ pointer: "/formatVersion", message: `must be ${formatVersion}` });
  }
  const seen = new Set<string>();
  for (const [index, node] of flow.nodes.entries()) {
    if (!Object.hasOwn(nodeTypes, node.type)) {
      details.push({ pointer: `/nodes/${index}/type`, message: `is no known type: ${node.type}` });
    }
    if (seen.has(node.id)) {
      details.push({ pointer: `/nodes/${index}/id`, message: `is used twice: ${node.id}` });
    }
    seen.add(node.id);
  }
  if (details.length > 0) {
    throw new FlowNotRunnable(details);
  }
}

function firstNode(flow: Flow): string | undefined {
  const targets = new Set(flow.edges.map((edge) => edge.target));
  return (flow.nodes.find((node) => !targets.has(node.id)) ?? flow.nodes[0])?.id;
}

function compileTexts(flow: Flow, translated: Program["translated"]): Map<string, CompiledText> {
  const texts = new Map<string, CompiledText>();
  const add = (source: string) => {
    if (isTemplate(source) && !texts.has(source)) {
      texts.set(source, compileText(source));
    }
  };
  const addTexts = (node: FlowNode) => {
    const sources = sourcesIn(node);
    eachText(node.data, (text) => sources.has(text) || add(text));
  };
  eachText(flow.settings, add);
  for (const node of flow.nodes) {
    addTexts(node);
  }
  for (const { nodes, settings } of translated.values()) {
    eachText(settings, add);
    for (const node of nodes.values()) {
      addTexts(node);
    }
  }
  return texts;
}

/** Returns the texts that are program code, not templates. */
function sourcesIn(node: FlowNode): ReadonlySet<unknown> {
  const fields = walkFields(nodeTypeOf(node).data, node.data);
  return new Set(fields.filter((it) => it.schema.widget === "code").map((it) => it.value));
}

/** Compiles the fields that hold one regular expression. Keywords compile their own. */
function compilePatterns(flow: Flow): Map<string, CompiledPattern> {
  const patterns = new Map<string, CompiledPattern>();
  for (const node of flow.nodes) {
    for (const field of walkFields(nodeTypeOf(node).data, node.data)) {
      const source = holds(field.schema.regex, field) ? field.value : undefined;
      if (typeof source === "string" && source !== "" && !isTemplate(source)) {
        patterns.set(source, compilePattern(source));
      }
    }
  }
  return patterns;
}

function initialVariables(flow: Flow): Record<string, JsonValue> {
  const initial: Record<string, JsonValue> = {};
  for (const variable of flow.variables) {
    if (variable.scope === "run" && variable.default !== undefined) {
      initial[variable.name] = defaultOf(variable, flow);
    }
  }
  return initial;
}

function defaultOf(variable: Variable, flow: Flow): JsonValue {
  const value = JSON.parse(JSON.stringify(variable.default ?? null)) as JsonValue;
  return convertValue(value, variable.type, flow.settings) ?? value;
}

function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === "string") {
    visit(value);
  } else if (Array.isArray(value)) {
    for (const item of value) {
      eachText(item, visit);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const item of Object.values(value)) {
      eachText(item, visit);
    }
  }
}
