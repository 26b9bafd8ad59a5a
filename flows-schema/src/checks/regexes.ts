import { RE2JS } from "re2js";
import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { holds } from "../walk-fields.ts";

/** Finds regular expressions that cannot be read. */
export function checkRegexes({ fields }: Inspection): FindingFacts[] {
  return fields.flatMap((field): FindingFacts[] => {
    const { node, schema, path, value } = field;
    if (!holds(schema.regex, field)) {
      return [];
    }
    const texts = Array.isArray(value)
      ? value.map((item, index) => ({ path: `${path}/${index}`, text: String(item) }))
      : [{ path, text: typeof value === "string" ? value : "" }];
    return texts
      .filter(({ text }) => text !== "" && !text.includes("{{") && !isRegex(text))
      .map(({ path, text }) => ({
        code: "regex.invalid",
        severity: "error",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), pattern: text },
      }));
  });
}

/** By the engine that runs use: linear in time, so without looking around and back. */
function isRegex(text: string): boolean {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(text)) !== undefined;
  } catch {
    return false;
  }
}
