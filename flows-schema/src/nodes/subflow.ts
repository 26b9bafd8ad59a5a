import { Fields, FlowId, Items, ShortTemplate, VariableName } from "../fields.ts";
import { defineNodeType, error, next } from "../node-type.ts";

/** Runs another flow and comes back with its results. */
export const subflow = defineNodeType({
  type: "subflow",
  group: "logic",
  title: "Subflow",
  description: "Runs another flow, then continues here with its results.",
  icon: "box-multiple",
  data: Fields({
    flowId: FlowId({ title: "Flow", filled: true }),
    inputs: Items(
      Fields({
        variable: VariableName({ title: "Its variable", filled: true, ofFlow: true }),
        value: ShortTemplate({ title: "Value" }),
      }),
      {
        title: "Give",
        maxItems: 20,
      },
    ),
    outputs: Items(
      Fields({
        variable: VariableName({ title: "Its variable", filled: true, ofFlow: true }),
        saveTo: VariableName({ title: "Save as", filled: true }),
      }),
      { title: "Take back", maxItems: 20 },
    ),
  }),
  ports: () => [next, error],
  summary: ({ flowId }) => flowId,
  // The called flow may ask or wait; one that never does is stopped by the engine's bound on steps.
  waits: () => true,
  // The called flow has timeouts of its own.
  needsTimeout: false,
  runsFlow: ({ flowId }) => flowId || undefined,
  targets: ({ flowId }) => (flowId ? [{ flowId }] : []),
  initial: { flowId: "", inputs: [], outputs: [] },
  example: { flowId: "address-form", inputs: [], outputs: [{ variable: "city", saveTo: "city" }] },
});
