import {
  type Flow,
  type FlowNode,
  FlowSettings,
  formatVersion,
  type NodeTypeId,
  nodeTypes,
  portsOf,
} from "@chatloom/flows-schema";
import { type Dice, rollDice } from "../dice.ts";
import { generateData } from "./generate-data.ts";

const types = Object.keys(nodeTypes) as NodeTypeId[];

/** A flow that fits the schema, drawn at random: sensible parts, broken texts, loops, edges across. */
export function generateFlow(seed: number, flows: readonly string[]): Flow {
  const dice = rollDice(seed);
  const ids = Array.from({ length: 2 + dice.throw(12) }, (_, index) => `n${index}`);
  const nodes = ids.map((id, index) => generateNode(id, index, ids, flows, dice));
  const edges = nodes.flatMap((node) =>
    portsOf(node)
      .filter(() => !dice.oneIn(5))
      .map(({ id: sourceHandle }) => ({
        id: `${node.id}-${sourceHandle}`,
        source: node.id,
        sourceHandle,
        target: dice.pick(ids),
      })),
  );
  const settings = generateData(FlowSettings as never, dice, { nodes: ids, flows }) as FlowSettings;
  return {
    formatVersion,
    name: "Generated",
    nodes,
    edges,
    variables: [
      { name: "name", type: "string", scope: dice.pick(["run", "contact"]), default: "Ada" },
      { name: "score", type: "number", scope: "run", default: 3 },
      { name: "items", type: "list", scope: dice.pick(["run", "workspace"]), default: ["a", "b"] },
    ],
    settings: { ...settings, language: dice.pick(["en", "vi"]), timeZone: dice.pick(zones) },
    translations: dice.oneIn(4) ? { vi: { "n1/text": "Xin chào {{ name }}" } } : {},
  };
}

const zones = ["UTC", "Asia/Ho_Chi_Minh", "America/New_York", "Nowhere/At_All"];

function generateNode(
  id: string,
  index: number,
  nodes: readonly string[],
  flows: readonly string[],
  dice: Dice,
): FlowNode {
  const type =
    index === 0
      ? dice.pick(["trigger.any", "trigger.keyword", "trigger.welcome"])
      : dice.pick(types);
  const nodeType = nodeTypes[type as NodeTypeId];
  const data =
    index === 0 || dice.oneIn(3)
      ? structuredClone(nodeType.example)
      : generateData(nodeType.data as never, dice, { nodes, flows });
  return { id, type, position: { x: 0, y: 0 }, data } as FlowNode;
}
