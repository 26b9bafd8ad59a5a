import { routes } from "@chatloom/api-schema";
import { type NodeType, nodeTypes } from "@chatloom/flows-schema";
import Type from "typebox";
import { Invalid } from "../../context/errors.ts";
import { Happening, simulateFlow } from "./simulate-flow.ts";
import { defineTool } from "./tool.ts";

const FlowId = Type.String({ minLength: 1, maxLength: 64, description: "From list_flows" });
const Text = Type.String({ maxLength: 1_000_000, description: "A flow as YAML" });
const types: Readonly<Record<string, NodeType>> = nodeTypes as never;
const { flows, flowTexts } = routes;

/** Tools for reading, checking, trying and drafting flows. None of them publishes. */
export const flowTools = [
  defineTool({
    name: "list_flows",
    description: "Lists the conversation flows of the workspace with their state.",
    readOnly: true,
    input: Type.Object({}),
    run: async (call) => (await call(flows.listFlows)).items,
  }),
  defineTool({
    name: "read_flow",
    description: "Reads the draft of a flow as YAML. Edit this text and give it to draft_flow.",
    readOnly: true,
    input: Type.Object({ flow_id: FlowId }),
    run: async (call, { flow_id: flowId }) =>
      (await call(flowTexts.readFlowAsText, { params: { flowId } })).text,
  }),
  defineTool({
    name: "list_step_types",
    description: "Lists the types of steps that a flow can have, with what each is for.",
    readOnly: true,
    input: Type.Object({}),
    run: () =>
      Object.values(types).map(({ type, title, description }) => ({ type, title, description })),
  }),
  defineTool({
    name: "read_step_type",
    description:
      "Reads one type of step: the JSON Schema of its data, an example, and the ports that the example has.",
    readOnly: true,
    input: Type.Object({ type: Type.String({ maxLength: 64 }) }),
    run: (_, { type }) => {
      const found = Object.hasOwn(types, type) ? types[type] : undefined;
      if (!found) {
        throw new Invalid(
          "request.invalid",
          `There is no step type "${type}". list_step_types lists them.`,
        );
      }
      const { title, description, data, example, ports } = found;
      return { type, title, description, data, example, ports: ports(example) };
    },
  }),
  defineTool({
    name: "check_flow",
    description:
      "Checks a flow's YAML without saving it. Answers with problems (line, column, message) and with what differs from the stored draft.",
    readOnly: true,
    input: Type.Object({ text: Text }),
    run: (call, { text }) => call(flowTexts.checkFlowText, { body: { text } }),
  }),
  defineTool({
    name: "draft_flow",
    description:
      "Saves a flow's YAML as the draft of the flow that its id names, or as a new flow where it has no id. Never publishes: a person looks at the draft first.",
    readOnly: false,
    input: Type.Object({ text: Text }),
    run: (call, { text }) => call(flowTexts.saveFlowText, { body: { text } }),
  }),
  defineTool({
    name: "simulate_flow",
    description:
      "Plays a conversation with a flow in the production engine and answers with the transcript. Nothing is sent; calls to other systems and AI steps wait for an `answer` or `failure` in the list.",
    readOnly: true,
    input: Type.Object({ text: Text, happenings: Type.Array(Happening, { maxItems: 100 }) }),
    run: (_, { text, happenings }) => simulateFlow(text, happenings),
  }),
];
