import type { Finding } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { readTemplate } from "../liquid/read-template.ts";
import { nameNode } from "../name-node.ts";

const templateWidgets = new Set(["template", "line", "media", "operand"]);

/** Finds templates with a brace or a block that is never closed. */
export function checkTemplates({ fields }: Inspection): Finding[] {
  return fields.flatMap(({ node, schema, path, value }): Finding[] => {
    if (!templateWidgets.has(schema.widget ?? "") || typeof value !== "string") return [];
    const reading = readTemplate(value);
    if (!("unclosed" in reading)) return [];
    return [
      {
        code: "template.syntax",
        severity: "error",
        nodeId: node.id,
        path,
        values: { node: nameNode(node), unclosed: reading.unclosed },
        message: `${nameNode(node)}: “${reading.unclosed}” is not closed or does not belong there.`,
      },
    ];
  });
}
