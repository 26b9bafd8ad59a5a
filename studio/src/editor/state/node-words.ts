import {
  type FlowNode,
  type NodeType,
  type NodeTypeId,
  nodeTypeOf,
  nodeTypes,
  type Port,
} from "@chatloom/flows-schema";
import type { TFunction } from "i18next";
import i18n from "i18next";
import { choiceWord } from "../../forms/choice-word.ts";
import { nodeTypeWords, portTitle } from "../../ui/declared-words.ts";
import { conditionWords } from "./condition-words.ts";

const titles = new Map<string, string>();

/** Returns what a kind of node is called. Kept for each language: every card and every list asks. */
export function nodeTitle(t: TFunction, type: NodeTypeId): string {
  const key = `${i18n.language} ${type}`;
  const title = titles.get(key) ?? nodeTypeWords(t, "title", nodeTypes[type]);
  titles.set(key, title);
  return title;
}

/** When one would use a kind of node. */
export function nodeDescription(t: TFunction, type: NodeTypeId): string {
  return nodeTypeWords(t, "description", nodeTypes[type]);
}

/** Says what a node does, with the words of the language for choices of its form. */
export function summaryText(t: TFunction, type: NodeTypeId, summary: string): string {
  const { saysChoices } = nodeTypes[type] as NodeType;
  if (!saysChoices) {
    return summary;
  }
  return summary
    .split(/(, | )/)
    .map((part) => choiceWord(t, part))
    .join("");
}

const names = new Map<string, WeakMap<FlowNode["data"], string>>();

/** Names one node among others by its kind and the beginning of what it does. Kept for each state of a node: lists name all of them at every keystroke. */
export function nodeName(t: TFunction, node: FlowNode): string {
  let known = names.get(i18n.language);
  if (!known) {
    known = new WeakMap();
    names.set(i18n.language, known);
  }
  const name = known.get(node.data) ?? makeName(t, node);
  known.set(node.data, name);
  return name;
}

function makeName(t: TFunction, node: FlowNode): string {
  return stepName(t, node.type, nodeTypeOf(node).summary(node.data));
}

/** Names a step by its kind and the beginning of what it does. */
export function stepName(t: TFunction, type: NodeTypeId, does: string): string {
  const title = nodeTitle(t, type);
  const summary = summaryText(t, type, does).trim();
  if (summary === "") {
    return title;
  }
  const words = [...summary];
  return `${title} “${words.length > 40 ? `${words.slice(0, 39).join("")}…` : summary}”`;
}

/** Gives the text beside a port's dot: members' own words, or ours for the ports that every such node has. */
export function portLabel(t: TFunction, port: Port): string {
  if (port.id.includes(":")) {
    return port.label === "" ? t("editor.ports.unnamed") : port.label;
  }
  if (port.label === "") {
    return t("editor.ports.next");
  }
  return portTitle(t, port);
}

/** Names an exit among the others of its node: a branch without a name by its condition. */
export function exitName(t: TFunction, port: Port): string {
  const { label, condition } = port;
  return condition && label === "" ? conditionWords(t, condition) : portLabel(t, port);
}
