import { channelsOfFlow } from "../channels-of-flow.ts";
import type { FindingFacts } from "../finding.ts";
import { type FlowNode, targetsOf } from "../flow.ts";
import {
  type FlowSilence,
  type Silence,
  sendsFreely,
  silenceOf,
  silencesIn,
} from "../flow-silence.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { type SilenceReckoner, silenceReckoner } from "../silence-in-hours.ts";

/**
 * Finds messages that come so long after the contact's last word that a connected channel no longer takes them; approved templates are
 * allowed then. Waits add up along every way: from the flows that run this one, through subflows, and into the flows that it goes on in.
 */
export function checkMessageWindow(inspection: Inspection): FindingFacts[] {
  const { flow, graph, checkContext } = inspection;
  const channels = channelsOfFlow(graph, checkContext).filter((it) => it.abilities.window);
  if (channels.length === 0) {
    return [];
  }
  const { flowId = "" } = checkContext;
  const own: FlowSilence = silenceOf(flow);
  const reckoner = silenceReckoner([
    ...checkContext.otherFlows,
    { ...nothingOf, id: flowId, name: flow.name, active: true, silence: own },
  ]);
  const silences = silencesIn(flow, graph);
  const entry = reckoner.entryOf(flowId);
  const late = flow.nodes.flatMap((node) => {
    const hours = longest(silences.get(node.id) ?? [], reckoner);
    return sendsFreely(node)
      ? [{ node, hours, code: "window.closed" as const, inner: "" }]
      : latestWithin(node, hours, reckoner);
  });
  return latestOfEach([...late, ...afterEntry(inspection, own, entry, reckoner)]).flatMap(
    ({ node, hours, code, inner }) =>
      channels.flatMap(({ name, type, abilities }): FindingFacts[] => {
        const window = abilities.window?.hours ?? 0;
        return hours < window
          ? []
          : [
              {
                code,
                severity: "warning",
                nodeId: node.id,
                values: {
                  node: nameNode(node),
                  channel: name,
                  channelType: type,
                  hours: Math.round(hours),
                  window,
                  inner,
                },
              },
            ];
      }),
  );
}

interface Late {
  readonly node: FlowNode;
  readonly hours: number;
  readonly code: "window.closed" | "window.closedInFlow";
  /** The step of another flow that says something too late. */
  readonly inner: string;
}

function latestOfEach(late: readonly Late[]): readonly Late[] {
  const latest = new Map<string, Late>();
  for (const it of late) {
    const key = `${it.node.id} ${it.code}`;
    if (it.hours > (latest.get(key)?.hours ?? -1)) {
      latest.set(key, it);
    }
  }
  return [...latest.values()];
}

/** A step that goes on in another flow is late with the latest message that comes there. */
function latestWithin(node: FlowNode, hours: number, { latestSend }: SilenceReckoner): Late[] {
  return targetsOf(node).flatMap(({ flowId }) => {
    const latest = flowId === undefined ? undefined : latestSend(flowId);
    return latest
      ? [{ node, hours: hours + latest.hours, code: "window.closedInFlow", inner: latest.node }]
      : [];
  });
}

/** Messages that come before anybody wrote, where other flows run this one after a wait. Those that are late anyhow are named already. */
function afterEntry(
  { flow }: Inspection,
  { sends }: FlowSilence,
  entry: number,
  { hoursOf }: SilenceReckoner,
): Late[] {
  if (entry === 0) {
    return [];
  }
  return flow.nodes.flatMap((node) => {
    const own = sends.filter((it) => it.nodeId === node.id).flatMap((it) => hoursOf(it) ?? []);
    return own.length === 0
      ? []
      : [{ node, hours: entry + Math.max(...own), code: "window.closed", inner: "" } as const];
  });
}

function longest(silences: readonly Silence[], { hoursOf }: SilenceReckoner): number {
  return Math.max(0, ...silences.flatMap((it) => hoursOf(it) ?? []));
}

const nothingOf = { keywords: [], nodeIds: [], variables: [] };
