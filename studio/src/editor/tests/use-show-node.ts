import { useReactFlow } from "@xyflow/react";
import { useEditor } from "../state/editor-store.ts";
import { endFreshStep } from "../state/fresh-step.ts";

/** Returns the function that selects a step on the canvas and brings it into view. */
export function useShowNode(): (nodeId: string) => void {
  const { fitView } = useReactFlow();
  return (nodeId) => {
    endFreshStep();
    useEditor.getState().select([nodeId]);
    void fitView({ nodes: [{ id: nodeId }], maxZoom: 1, duration: 300 });
  };
}
