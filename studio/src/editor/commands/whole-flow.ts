import {
  applyRepair,
  type Flow,
  type FlowSettings,
  type Repair,
  renameVariable,
  type Variable,
} from "@chatloom/flows-schema";
import type { Command } from "../state/command.ts";
import { notesBesideSteps } from "./marks.ts";
import { withPositions } from "./nodes.ts";

/** Changes how the whole flow behaves. */
export function setSettings(settings: FlowSettings): Command {
  return {
    name: "setSettings",
    merge: "settings",
    apply: (flow) => changed(flow, "settings", settings),
  };
}

/** Declares the flow's variables anew. */
export function setVariables(variables: Variable[]): Command {
  return {
    name: "setVariables",
    merge: "variables",
    apply: (flow) => changed(flow, "variables", variables),
  };
}

/** Gives a variable of the run another name wherever the flow reads or writes it. */
export function renameEverywhere(from: string, to: string): Command {
  return { name: "renameVariable", apply: (flow) => renameVariable(flow, from, to) };
}

function changed<K extends "settings" | "variables">(flow: Flow, key: K, value: Flow[K]): Flow {
  return JSON.stringify(flow[key]) === JSON.stringify(value) ? flow : { ...flow, [key]: value };
}

/** Removes a finding. */
export function repair(change: Repair): Command {
  return { name: "repair", apply: (flow) => applyRepair(flow, change) };
}

/** Makes the canvas what it was in another version. */
export function restore(earlier: Flow): Command {
  return { name: "restore", apply: (flow) => ({ ...earlier, name: flow.name }) };
}

/** Moves every node to its position in a layout; notes go along with the steps beside them. */
export function arrange(positions: ReadonlyMap<string, { x: number; y: number }>): Command {
  return {
    name: "arrange",
    apply: (flow) => {
      const arranged = withPositions(flow, positions);
      return arranged === flow || !flow.notes
        ? arranged
        : { ...arranged, notes: notesBesideSteps(flow, arranged) };
    },
  };
}
