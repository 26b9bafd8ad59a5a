import { isRecord } from "../../is-record.ts";
import type { LogLine } from "../import-log.ts";

const deepest = 40;
const longest = 12_000;

/** Writes the rich text of a bubble as plain text: a line for each paragraph, a bullet for each item, addresses behind links. */
export function plainRichText(nodes: unknown, line: LogLine): string {
  const lines = Array.isArray(nodes) ? nodes.map((it) => blockText(it, line, 0, "")) : [];
  return lines.join("\n").slice(0, longest).trimEnd();
}

function blockText(node: unknown, line: LogLine, depth: number, bullet: string): string {
  if (!isRecord(node) || depth > deepest) {
    return "";
  }
  const children = Array.isArray(node.children) ? node.children : [];
  if (node.type === "ul" || node.type === "ol") {
    return children
      .map((it, index) =>
        blockText(it, line, depth + 1, node.type === "ol" ? `${index + 1}. ` : "• "),
      )
      .join("\n");
  }
  const nested = children.filter((it) => isRecord(it) && (it.type === "ul" || it.type === "ol"));
  if (nested.length > 0) {
    const own = children.filter((it) => !nested.includes(it));
    const lists = nested.map((it) => blockText(it, line, depth + 1, ""));
    return [
      `${bullet}${inline(own, line, depth)}`,
      ...lists.map((it) => it.replace(/^/gm, "  ")),
    ].join("\n");
  }
  return `${bullet}${inline(children.length > 0 ? children : [node], line, depth)}`;
}

function inline(nodes: readonly unknown[], line: LogLine, depth: number): string {
  return nodes.map((it) => inlineText(it, line, depth + 1)).join("");
}

function inlineText(node: unknown, line: LogLine, depth: number): string {
  if (!isRecord(node) || depth > deepest) {
    return "";
  }
  if (typeof node.text === "string") {
    if (node.bold === true || node.italic === true || node.underline === true) {
      line.note("formatting");
    }
    return node.text;
  }
  const children = Array.isArray(node.children) ? node.children : [];
  const label = inline(children, line, depth);
  if (node.type === "a" && typeof node.url === "string" && node.url !== "") {
    if (label === "" || label === node.url) {
      return node.url;
    }
    line.note("links");
    return `${label} (${node.url})`;
  }
  return label;
}
