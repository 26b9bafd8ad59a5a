import { Liquid } from "liquidjs";
import { splitTemplate, type TemplatePart, type TemplateProblem } from "./split-template.ts";

/** The path of a variable that a template reads, by its parts; a part that is computed is left out, with all after it. */
export type VariablePath = readonly string[];

/** The outside values that a template reads, or the reason why it cannot be parsed. */
export type TemplateReading = { readonly reads: readonly VariablePath[] } | TemplateProblem;

const engine = new Liquid({ templates: {} });
const blocks = new Set(["if", "unless", "case", "for", "tablerow", "capture"]);

/** Returns the variables a Liquid template needs; those it makes itself (`assign`, `capture`, `for`) are not among them. */
export function readTemplate(template: string): TemplateReading {
  const parts = splitTemplate(template);
  if ("unclosed" in parts) {
    return parts;
  }
  return unclosedBlock(parts.flatMap(expandLiquidTag)) ?? { reads: variablesOf(template) };
}

function unclosedBlock(parts: readonly TemplatePart[]): TemplateProblem | undefined {
  const open: string[] = [];
  for (const { kind, name } of parts) {
    if (kind === "tag" && blocks.has(name)) {
      open.push(name);
    } else if (kind === "tag" && name.startsWith("end") && blocks.has(name.slice(3))) {
      const last = open.pop();
      if (last !== name.slice(3)) {
        return { unclosed: last ?? name };
      }
    }
  }
  const unclosed = open.at(-1);
  return unclosed === undefined ? undefined : { unclosed };
}

function variablesOf(template: string): VariablePath[] {
  try {
    return engine.globalVariableSegmentsSync(engine.parse(template)).map((segments) => {
      const computed = segments.findIndex((segment) => Array.isArray(segment));
      return segments.slice(0, computed < 0 ? undefined : computed).map(String);
    });
  } catch {
    // A tag that the engine does not have is a finding of its own.
    return [];
  }
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
