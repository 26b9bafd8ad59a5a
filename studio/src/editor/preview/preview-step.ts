import type { ChannelType } from "@chatloom/api-schema";
import { checkFlow, type Finding, type Flow, type MessageContent } from "@chatloom/flows-schema";
import { compile } from "@chatloom/runtime";
import type { SimulatedWorld } from "../simulator/simulated-world.ts";
import { openSimulation, take } from "../simulator/simulation.ts";
import { plainChannel } from "../simulator/start-world.ts";

/** A step's messages as one channel shows them, and what is simpler there than it was written. */
export interface ChannelPreview {
  readonly type: string;
  readonly title: string;
  readonly contents: readonly MessageContent[];
  readonly findings: readonly Finding[];
  /** Whether a channel that shows everything shows it in another form. */
  readonly otherForm: boolean;
}

/**
 * Runs one step by the production engine for each kind of channel, with the contact and the variables of `world`. Pure. What the steps
 * after it would send is left out.
 */
export function previewStep(
  flow: Flow,
  flowId: string,
  nodeId: string,
  types: readonly Pick<ChannelType, "type" | "title" | "abilities">[],
  world: SimulatedWorld,
): readonly ChannelPreview[] {
  const nodes = flow.nodes.filter((it) => it.id === nodeId);
  // The out-of-hours text has a preview of its own.
  const settings = { ...flow.settings, businessHours: [] };
  const alone: Flow = { ...flow, nodes, edges: [], settings };
  const programs = [compile(alone, { flowId, version: 0 })];
  const contentsOn = (channel: SimulatedWorld["channel"]): readonly MessageContent[] => {
    const opened = openSimulation(flowId, programs, { ...world, channel, teams: [] }, 0);
    const { entries } = take(opened, { type: "start", flowId, nodeId });
    return entries.flatMap(({ from, content, ...entry }) =>
      from === "bot" && entry.nodeId === nodeId && content.kind !== "notice" ? [content] : [],
    );
  };
  const whole = formOf(contentsOn(plainChannel));
  const channels = types.map((it) => ({ ...it, id: it.type, name: it.title }));
  const findings = checkFlow(alone, { flowId, otherFlows: [], channels, workspaceVariables: [] });
  return channels.map(({ id, type, name, title, abilities }) => {
    const contents = contentsOn({ id, type, name, abilities });
    return {
      type,
      title,
      contents,
      otherForm: formOf(contents) !== whole,
      findings: findings.filter((it) => it.values?.channelType === type),
    };
  });
}

/** Names the kinds of messages and what can be tapped in them; texts are left out. */
function formOf(contents: readonly MessageContent[]): string {
  return contents
    .map((it) => `${it.kind} ${"replies" in it ? (it.replies?.length ?? 0) : 0}`)
    .join(", ");
}
