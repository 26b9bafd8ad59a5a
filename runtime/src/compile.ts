import {
  type Flow,
  type FlowNode,
  formatVersion,
  nodeTypes,
  portsOf,
  type Variable,
} from "@chatloom/flows-schema";
import { answerOptions } from "./answer-options.ts";
import { type CompiledPattern, compilePattern } from "./compile-pattern.ts";
import { type CompiledText, compileText, isTemplate } from "./compile-text.ts";
import { convertValue } from "./convert-value.ts";
import { FlowNotRunnable } from "./flow-not-runnable.ts";
import type { JsonValue } from "./input.ts";
import { type KeywordRule, keywordRules } from "./keyword-rule.ts";
import { optsOut } from "./opts-out.ts";
import type { Program, Translated } from "./program.ts";
import { routeToken } from "./route-token.ts";
import { translateFlow } from "./translate-flow.ts";

/**
 * Makes a flow ready to run. Unfinished flows compile too, so that drafts can be simulated: an edge into nothing is an
 * unconnected port, a broken text fails the step that uses it. Throws `FlowNotRunnable` for what is no flow at all.
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
    if (nodes.has(edge.target) && !edges.has(key)) edges.set(key, edge.target);
  }
  const routes = new Map<string, { nodeId: string; port: string }>();
  const tokens = new Map<string, string>();
  for (const node of flow.nodes)
    for (const port of tappablePorts(node)) {
      const nodeId = node.id;
      const token = routeToken(flowId, nodeId, port);
      tokens.set(`${nodeId}\n${port}`, token);
      routes.set(token, { nodeId, port });
    }
  const translated = translateFlow(flow);
  const triggers = flow.nodes.filter((node) => node.type.startsWith("trigger."));
  return {
    flowId,
    version,
    flow,
    nodes,
    ports,
    edges,
    triggers: [...triggers].sort((a, b) => breadth(a) - breadth(b)),
    keywords: triggers.flatMap((node): KeywordRule[] =>
      node.type === "trigger.keyword" ? keywordRules(node, optsOut(node, nodes, flow.edges)) : [],
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

/** A question's answers have no ports of their own, but tokens like them. */
function tappablePorts(node: FlowNode): string[] {
  const ports = portsOf(node).map((port) => port.id);
  return node.type === "ask"
    ? [...ports, ...answerOptions(node.data).map((option) => option.port)]
    : ports;
}

function checkRunnable(flow: Flow): void {
  const details: { pointer: string; message: string }[] = [];
  if (flow.formatVersion !== formatVersion)
    details.push({ pointer: "/formatVersion", message: `must be ${formatVersion}` });
  const seen = new Set<string>();
  for (const [index, node] of flow.nodes.entries()) {
    if (!Object.hasOwn(nodeTypes, node.type))
      details.push({ pointer: `/nodes/${index}/type`, message: `is no known type: ${node.type}` });
    if (seen.has(node.id))
      details.push({ pointer: `/nodes/${index}/id`, message: `is used twice: ${node.id}` });
    seen.add(node.id);
  }
  if (details.length > 0) throw new FlowNotRunnable(details);
}

/** `trigger.any` last; those for some channels only before those for all. */
function breadth(node: FlowNode): number {
  const channels = "channels" in node.data ? node.data.channels : [];
  return (node.type === "trigger.any" ? 2 : 0) + (channels.length > 0 ? 0 : 1);
}

function firstNode(flow: Flow): string | undefined {
  const targets = new Set(flow.edges.map((edge) => edge.target));
  return (flow.nodes.find((node) => !targets.has(node.id)) ?? flow.nodes[0])?.id;
}

function compileTexts(flow: Flow, translated: Program["translated"]): Map<string, CompiledText> {
  const texts = new Map<string, CompiledText>();
  const add = (source: string) => {
    if (isTemplate(source) && !texts.has(source)) texts.set(source, compileText(source));
  };
  const all: unknown[] = [
    flow.settings,
    ...flow.nodes.filter((it) => it.type !== "code").map((it) => it.data),
  ];
  for (const { nodes, settings } of translated.values() as Iterable<Translated>)
    all.push(settings, ...[...nodes.values()].map((it) => it.data));
  for (const value of all) eachText(value, add);
  return texts;
}

/** Regular expressions stand in questions and in `matches` rules. */
function compilePatterns(flow: Flow): Map<string, CompiledPattern> {
  const patterns = new Map<string, CompiledPattern>();
  const add = (source: string | undefined) => {
    if (source && !isTemplate(source)) patterns.set(source, compilePattern(source));
  };
  for (const node of flow.nodes) {
    if (node.type === "ask") add(node.data.pattern);
    if (node.type === "condition")
      for (const branch of node.data.branches)
        for (const group of branch.condition.groups)
          for (const rule of group.rules) if (rule.operator === "matches") add(rule.right);
  }
  return patterns;
}

function initialVariables(flow: Flow): Record<string, JsonValue> {
  const initial: Record<string, JsonValue> = {};
  for (const variable of flow.variables)
    if (variable.scope === "run" && variable.default !== undefined)
      initial[variable.name] = defaultOf(variable, flow);
  return initial;
}

function defaultOf(variable: Variable, flow: Flow): JsonValue {
  const value = JSON.parse(JSON.stringify(variable.default ?? null)) as JsonValue;
  return convertValue(value, variable.type, flow.settings) ?? value;
}

function eachText(value: unknown, visit: (text: string) => void): void {
  if (typeof value === "string") visit(value);
  else if (Array.isArray(value)) for (const item of value) eachText(item, visit);
  else if (typeof value === "object" && value !== null)
    for (const item of Object.values(value)) eachText(item, visit);
}
