import type { FlowNode } from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import { nodeName } from "../state/node-words.ts";

/** A step as the search offers it. */
interface FoundStep {
  readonly value: string;
  readonly label: string;
}

/** Lists the steps of a flow, and finds those whose name or texts contain every word; accents and case do not count. */
export function findSteps(t: TFunction, nodes: readonly FlowNode[]) {
  const options = nodes.map((node): FoundStep => ({ value: node.id, label: nodeName(t, node) }));
  const texts = new Map<string, string>();
  const textOf = (node: FlowNode, { label }: FoundStep) => {
    const known = texts.get(node.id) ?? folded(`${label} ${wordsOf(node.data).join(" ")}`);
    texts.set(node.id, known);
    return known;
  };
  return {
    options,
    matching(search: string): FoundStep[] {
      const words = folded(search).split(/\s+/).filter(Boolean);
      return options.filter((option, index) => {
        const node = nodes[index];
        return node !== undefined && words.every((word) => textOf(node, option).includes(word));
      });
    },
  };
}

function wordsOf(value: unknown): string[] {
  if (typeof value === "string") {
    return [value];
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.values(value).flatMap(wordsOf);
}

function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/đ/gi, "d")
    .toLowerCase();
}
