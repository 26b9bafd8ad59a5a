import { importBot } from "@chatloom/flows-schema/import";

/** Writes a step of an AgentFlow. */
export function step(id: string, name: string, label: string, inputs: object, more: object = {}) {
  return {
    id,
    type: "agentFlow",
    position: { x: 0, y: 0 },
    data: { id, name, label, type: label, inputs, inputParams: [] },
    ...more,
  };
}
/** Writes a way of an AgentFlow. */
export function way(source: string, target: string, output?: number) {
  return {
    id: `${source}-${target}`,
    source,
    target,
    sourceHandle: `${source}-output-${output ?? source}`,
    targetHandle: target,
  };
}
/** Writes a mention as the editor of the source does. */
export const mention = (name: string) =>
  `<p><span class="variable" data-type="mention" data-id="x">{{ ${name} }}</span> </p>`;
/** Imports an AgentFlow. */
export function read(nodes: readonly object[], edges: readonly object[]) {
  const bot = importBot([{ path: "Support Agents.json", value: { nodes, edges } }]);
  if (!bot) {
    throw new Error("It is not recognised");
  }
  return { report: bot.report, flow: bot.flow };
}

/** A start with a state. */
export const start = step("startAgentflow_0", "startAgentflow", "Start", {
  startInputType: "chatInput",
  startState: [{ key: "city", value: "Huế" }],
});
