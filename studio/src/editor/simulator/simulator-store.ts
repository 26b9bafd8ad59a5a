import { create } from "zustand";
import { useEditor } from "../state/editor-store.ts";
import { markTrace } from "../state/marks-store.ts";
import { loadPrograms } from "./load-programs.ts";
import type { SimulatedWorld } from "./simulated-world.ts";
import { openSimulation, type Simulation, take } from "./simulation.ts";
import { plainWorld } from "./start-world.ts";

/** The state of the simulator, and the contact and channel of the next restart. */
interface SimulatorState {
  readonly simulation: Simulation | undefined;
  readonly world: SimulatedWorld;
}

/** The simulated conversation. */
export const useSimulator = create<SimulatorState>()(() => ({
  simulation: undefined,
  world: plainWorld,
}));

/** Continues the conversation, and shows its path on the canvas. */
export function advance(step: (simulation: Simulation) => Simulation): void {
  const { simulation } = useSimulator.getState();
  if (!simulation) {
    return;
  }
  const next = step(simulation);
  useSimulator.setState({ simulation: next });
  markTrace(next);
}

/** Restarts with the flow on the canvas; with a node, at that node. */
export async function restart(nodeId?: string): Promise<void> {
  const { flow, flowId } = useEditor.getState();
  const programs = await loadPrograms(flowId, flow);
  const { world } = useSimulator.getState();
  useSimulator.setState({ simulation: openSimulation(flowId, programs, world, Date.now()) });
  markTrace();
  if (nodeId) {
    advance((it) => take(it, { type: "start", flowId, nodeId }));
  }
}

/** Changes the contact or the channel, for the running conversation and the next. */
export function changeWorld(part: Partial<SimulatedWorld>): void {
  useSimulator.setState(({ world, simulation }) => ({
    world: { ...world, ...part },
    simulation: simulation && { ...simulation, world: { ...simulation.world, ...part } },
  }));
}
