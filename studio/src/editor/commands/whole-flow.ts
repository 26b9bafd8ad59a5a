import {
  applyRepair,
  type Flow,
  type FlowSettings,
  type Repair,
  type Variable,
} from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";

/** Changes how the whole flow behaves. */
export function setSettings(settings: FlowSettings): Command {
  return { name: "setSettings", merge: "settings", apply: (flow) => ({ ...flow, settings }) };
}

/** Declares the flow's variables anew. */
export function setVariables(variables: Variable[]): Command {
  return { name: "setVariables", merge: "variables", apply: (flow) => ({ ...flow, variables }) };
}

/** Removes a finding. */
export function repair(change: Repair): Command {
  return { name: "repair", apply: (flow) => applyRepair(flow, change) };
}

/** Makes the canvas what it was in another version. */
export function restore(earlier: Flow): Command {
  return { name: "restore", apply: (flow) => ({ ...earlier, name: flow.name }) };
}

/** Puts every node where the layout says. */
export function arrange(positions: ReadonlyMap<string, { x: number; y: number }>): Command {
  return {
    name: "arrange",
    apply: (flow) => ({
      ...flow,
      nodes: flow.nodes.map((node) => {
        const position = positions.get(node.id);
        return position
          ? { ...node, position: { x: Math.round(position.x), y: Math.round(position.y) } }
          : node;
      }),
    }),
  };
}
