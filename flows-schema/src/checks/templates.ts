import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { readTemplate } from "../liquid/read-template.ts";
import { unknownWords } from "../liquid/unknown-words.ts";
import { nameNode } from "../name-node.ts";

const templateWidgets = new Set(["template", "line", "media", "operand", "messageTemplate"]);

/** Finds templates that cannot be filled in: never closed, or with a filter or tag that does not exist. */
export function checkTemplates({ fields }: Inspection): FindingFacts[] {
  return fields.flatMap(({ node, schema, path, value }): FindingFacts[] => {
    if (!templateWidgets.has(schema.widget ?? "") || typeof value !== "string") {
      return [];
    }
    const place = { severity: "error", nodeId: node.id, path } as const;
    const name = nameNode(node);
    const reading = readTemplate(value);
    if ("unclosed" in reading) {
      return [
        {
          ...place,
          code: "template.syntax",
          values: { node: name, unclosed: reading.unclosed },
        },
      ];
    }
    return unknownWords(value).map((word) => ({
      ...place,
      code: "template.unknownWord",
      values: { node: name, word },
    }));
  });
}
