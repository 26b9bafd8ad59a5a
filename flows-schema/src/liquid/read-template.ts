import { readExpression, type VariablePath } from "./read-expression.ts";
import { splitTemplate, type TemplatePart, type TemplateProblem } from "./split-template.ts";

/** What a template reads from outside, or why it cannot be read. */
export type TemplateReading = { readonly reads: readonly VariablePath[] } | TemplateProblem;

const blocks = new Set(["if", "unless", "case", "for", "tablerow", "capture"]);
const local = /^([A-Za-z_][\w-]*)/;

/** The variables a Liquid template needs; those it makes itself (`assign`, `capture`, `for`) are not among them. */
export function readTemplate(template: string): TemplateReading {
  const parts = splitTemplate(template);
  if ("unclosed" in parts) {
    return parts;
  }
  const reads: VariablePath[] = [];
  const open: { name: string; local?: string }[] = [];
  const assigned = new Set<string>();

  function read(source: string): void {
    for (const path of readExpression(source)) {
      const root = path[0] as string;
      const inLoop = open.some((it) => it.local === root);
      const isLoopState =
        (root === "forloop" || root === "tablerowloop") && open.some((it) => it.local);
      if (!assigned.has(root) && !inLoop && !isLoopState) {
        reads.push(path);
      }
    }
  }

  for (const part of parts.flatMap(expandLiquidTag)) {
    if (part.kind === "output") {
      read(part.source);
    }
    if (part.kind !== "tag") {
      continue;
    }
    if (part.name.startsWith("end") && blocks.has(part.name.slice(3))) {
      if (open.at(-1)?.name !== part.name.slice(3)) {
        return { unclosed: open.at(-1)?.name ?? part.name };
      }
      open.pop();
      continue;
    }
    const name = local.exec(part.source)?.[0] ?? "";
    const rest = part.source.slice(name.length);
    if (part.name === "assign") {
      read(rest.replace(/^\s*=/, ""));
      assigned.add(name);
    } else if (part.name === "capture" || part.name === "increment" || part.name === "decrement") {
      assigned.add(name);
    } else if (part.name === "for" || part.name === "tablerow") {
      read(rest.replace(/^\s*in\b/, "").replace(/\breversed\b/, ""));
    } else if (part.name !== "#") {
      read(part.source);
    }
    if (blocks.has(part.name)) {
      const loops = part.name === "for" || part.name === "tablerow";
      open.push(loops ? { name: part.name, local: name } : { name: part.name });
    }
  }
  const unclosed = open.at(-1);
  return unclosed ? { unclosed: unclosed.name } : { reads };
}

/** `{% liquid %}` holds a tag on each line. */
function expandLiquidTag(part: TemplatePart): TemplatePart[] {
  if (part.kind !== "tag" || part.name !== "liquid") {
    return [part];
  }
  return part.source.split("\n").flatMap((line) => {
    const source = line.trim();
    const name = /^\w+/.exec(source)?.[0];
    return name ? [{ kind: "tag", name, source: source.slice(name.length).trim() }] : [];
  });
}
