import { type NodeType, nodeTypes } from "@chatloom/flows-schema";
import { stringify } from "yaml";

const types: Readonly<Record<string, NodeType>> = nodeTypes as never;

/** Explains the text form of a flow to a model: the rules, and every step type with an example and its ports. */
export function draftingGuide(): string {
  const steps = Object.values(types).map(({ type, title, description, example, ports }) => {
    const ids = ports(example as never).map((it) => it.id);
    const leads = ids.length > 0 ? `ports: ${ids.join(", ")}` : "no ports";
    return `## ${type} (${title})\n${description}\n${leads}\n${stringify({ data: example }, { lineWidth: 0 })}`;
  });
  return `${rules}\n\n# Step types, each with example data\n\n${steps.join("\n")}`;
}

const rules = `You write conversation flows for a chatbot, as YAML. Answer with the YAML document alone, without explanation.

The document has these keys:
- name: a short name of the flow
- settings: optional; language (such as en or vi) of the texts
- variables: optional; each with name, type (string, number, boolean, date, list, object) and scope (run, contact, workspace)
- steps: the steps by their ids; ids are short lower-case words with hyphens

Each step has type, data, and "to": the id of the next step for each of its ports. Leave "at" out. A port with a colon is quoted.

Rules:
- Begin with at least one trigger step. Every step must be reachable from a trigger.
- Connect every port called next and every option. A conversation ends with a step of the type end.
- Give every block and every option an id that is unique within its step.
- A variable is read as {{ name }} and contact fields as {{ contact.firstName }}. Declare each variable that a step saves to.
- Write the texts in the language of the description, short and friendly, as a company writes to its customers.
- Use only what the description asks for. Make up no prices, addresses or promises: write a placeholder in square brackets.

Example:
name: Opening hours
steps:
  start:
    type: trigger.keyword
    data: {keywords: [hours], match: contains, channels: [], interrupts: false}
    to: {next: answer}
  answer:
    type: message
    data: {blocks: [{kind: text, id: t1, text: "We are open from [9:00 to 17:00]."}], typing: true}
    to: {next: bye}
  bye: {type: end}`;
