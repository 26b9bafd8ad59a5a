import type { DurationValue } from "./fields.ts";
import { type Flow, type FlowNode, nodeTypeOf, targetsOf } from "./flow.ts";
import { type FlowGraph, graphOf } from "./flow-graph.ts";
import { nameNode } from "./name-node.ts";
import { holds, walkFields } from "./walk-fields.ts";

/** A year: longer than any message window. */
export const forEverHours = 24 * 365;
const mostRaises = 50;
const mostFlows = 4;
/** Of one node; more would only differ in the flows that are run on the way. */
const mostTerms = 40;
const hoursPer = { seconds: 1 / 3600, minutes: 1 / 60, hours: 1, days: 24 } as const;

/**
 * A time without a word from the contact: hours of its own, and the flows that are run on the way, whose times are added. A flow with
 * `~` before it counts only from the last word in it.
 */
export interface Silence {
  readonly hours: number;
  readonly flows: readonly string[];
}

/** How long a flow leaves the contact without an answer, for the checks of flows around it. */
export interface FlowSilence {
  /** From its start to its end, where nobody need write in between. */
  readonly through: readonly Silence[];
  /** From the contact's last word in it to its end. */
  readonly tail: readonly Silence[];
  /** From its start to its messages, before anybody wrote. */
  readonly sends: readonly (Silence & { readonly node: string; readonly nodeId: string })[];
  /** At the steps that go on in another flow: from its start, and from the contact's last word in it. */
  readonly enters: readonly (Silence & { readonly flowId: string; readonly fromStart: boolean })[];
}

/** Measures the silences of a flow. */
export function silenceOf(flow: Flow): FlowSilence {
  const graph = graphOf(flow);
  const start = graph.triggers[0]?.id ?? flow.nodes[0]?.id;
  const fromStart = spread(flow, graph, start === undefined ? [] : [start]);
  const fromAnywhere = silencesIn(flow, graph);
  const enters = (silences: Silences, isStart: boolean) =>
    flow.nodes.flatMap((node) =>
      flowsAfter(node).flatMap((flowId) =>
        (silences.get(node.id) ?? []).map((it) => ({ ...it, flowId, fromStart: isStart })),
      ),
    );
  return {
    through: endsOf(flow, graph, fromStart),
    tail: endsOf(flow, graph, fromAnywhere),
    sends: flow.nodes.filter(sendsFreely).flatMap((node) =>
      (fromStart.get(node.id) ?? []).map((it) => ({
        ...it,
        node: nameNode(node),
        nodeId: node.id,
      })),
    ),
    enters: [...enters(fromStart, true), ...enters(fromAnywhere, false)],
  };
}

/** As much of the silences as the checks of other flows need. */
export function outlineOf({ through, tail, sends, enters }: FlowSilence): FlowSilence {
  return {
    through,
    tail,
    sends: longestOnly(sends),
    enters: longestOnly(enters, ({ flowId, fromStart }) => `${flowId} ${fromStart}`),
  };
}

type Silences = ReadonlyMap<string, readonly Silence[]>;

/** The longest times without a word after which each node may be entered, wherever the contact wrote last. */
export function silencesIn(flow: Flow, graph: FlowGraph): Silences {
  const ids = flow.nodes.map((node) => node.id);
  return spread(flow, graph, ids);
}

/** Follows every way from some nodes, entered at once after a word. Of the silences that run the same flows, the longest is kept. */
function spread(flow: Flow, graph: FlowGraph, starts: readonly string[]): Silences {
  const found = new Map<string, Map<string, Silence>>();
  const raised = new Map<string, number>();
  const delays = new Map(flow.nodes.map((node) => [node.id, delaysOf(node, flow)]));
  const queue: [string, Silence][] = starts.map((id) => [id, { hours: 0, flows: [] }]);
  for (let next = queue.shift(); next; next = queue.shift()) {
    const [id, silence] = next;
    const own = found.get(id) ?? new Map<string, Silence>();
    const key = silence.flows.join(" ");
    const before = own.get(key);
    const isKnown = before && silence.hours <= before.hours;
    if (isKnown || (!before && own.size >= mostTerms)) {
      continue;
    }
    const times = (raised.get(id) ?? 0) + 1;
    raised.set(id, times);
    // Raised again and again, it lies on a circle of delays, which add up for ever.
    const kept = times > mostRaises ? { ...silence, hours: forEverHours } : silence;
    own.set(key, kept);
    found.set(id, own);
    const node = graph.nodes.get(id);
    for (const way of (node && graph.waysFrom.get(id)) ?? []) {
      for (const after of passNode(node as FlowNode, delays.get(id), way.port?.id, kept)) {
        queue.push([way.target, after]);
      }
    }
  }
  return new Map([...found].map(([id, silences]) => [id, [...silences.values()]]));
}

/** Gives the silence after a node is left through a port: none where the contact must write for that. */
function passNode(
  node: FlowNode,
  delays: ReadonlyMap<string, number> | undefined,
  port: string | undefined,
  { hours, flows }: Silence,
): readonly Silence[] {
  const nodeType = nodeTypeOf(node);
  const flowId = nodeType.runsFlow?.(node.data);
  if (flowId !== undefined) {
    return flows.length >= mostFlows
      ? [{ hours, flows }]
      : [
          { hours, flows: [...flows, flowId] },
          { hours: 0, flows: [`~${flowId}`] },
        ];
  }
  const delay = delays?.get(port ?? "");
  if (delay === undefined && nodeType.waits(node.data)) {
    return [];
  }
  return [{ hours: Math.min(forEverHours, hours + (delay ?? 0)), flows }];
}

/** The silences at the places where a flow ends: ports that lead nowhere, and nodes without ports. */
function endsOf(flow: Flow, graph: FlowGraph, silences: Silences): readonly Silence[] {
  const ends = flow.nodes.flatMap((node) => {
    const leads = new Set((graph.waysFrom.get(node.id) ?? []).map((way) => way.port?.id));
    const ports = graph.ports.get(node.id) ?? [];
    const open = ports.filter((port) => !leads.has(port.id)).map((port) => port.id);
    const isEnd = ports.length === 0 && targetsOf(node).length === 0;
    const own = silences.get(node.id) ?? [];
    const delays = delaysOf(node, flow);
    return [
      ...(isEnd ? own : []),
      ...open.flatMap((port) => own.flatMap((it) => passNode(node, delays, port, it))),
    ];
  });
  return longestOnly(ends);
}

function longestOnly<T extends Silence>(
  silences: readonly T[],
  group: (silence: T) => string = () => "",
): readonly T[] {
  const longest = new Map<string, T>();
  for (const silence of silences) {
    const key = `${silence.flows.join(" ")}\n${group(silence)}`;
    if (silence.hours > (longest.get(key)?.hours ?? -1)) {
      longest.set(key, silence);
    }
  }
  return [...longest.values()];
}

/** The other flows that a node goes on in. */
function flowsAfter(node: FlowNode): readonly string[] {
  return targetsOf(node).flatMap(({ flowId }) => flowId ?? []);
}

/** How many hours may pass before a node is left through a port. */
function delaysOf(node: FlowNode, { settings }: Flow): ReadonlyMap<string, number> {
  const nodeType = nodeTypeOf(node);
  const delays = new Map(Object.entries(nodeType.longestDelays?.(node.data, settings) ?? {}));
  for (const field of walkFields(nodeType.data, node.data)) {
    const { delays: port, filled } = field.schema;
    if (port === undefined || field.value === undefined) {
      continue;
    }
    if (typeof filled === "object" && !holds(filled, field)) {
      continue;
    }
    const { amount, unit } = field.value as DurationValue;
    delays.set(port, amount * hoursPer[unit]);
  }
  return delays;
}

/** Nodes that say something have a field that a channel's limit applies to. */
export function sendsFreely(node: FlowNode): boolean {
  return walkFields(nodeTypeOf(node).data, node.data).some(
    ({ schema, value }) => schema.limit !== undefined && typeof value === "string" && value !== "",
  );
}
