import type { FindingFacts } from "../finding.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds A/B tests whose shares are all zero, so that no variant could be chosen. */
export function checkWeights({ fields }: Inspection): FindingFacts[] {
  return fields.flatMap(({ schema, value, node, path }): FindingFacts[] => {
    if (schema.widget !== "variants" || !Array.isArray(value) || value.length === 0) {
      return [];
    }
    if (value.some((variant) => variant.weight > 0)) {
      return [];
    }
    return [
      {
        code: "weights.zero",
        severity: "error",
        nodeId: node.id,
        path,
        values: { node: nameNode(node) },
        repair: {
          kind: "setData",
          nodeId: node.id,
          path,
          value: value.map((variant) => ({ ...variant, weight: 50 })),
        },
      },
    ];
  });
}
