import { classExamples } from "../class-examples.ts";
import type { FindingFacts } from "../finding.ts";
import { foldText } from "../fold-text.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

interface Class {
  readonly label: string;
  readonly examples?: string;
}

/** Finds classes that nothing can be sorted into, and examples that two classes share. */
export function checkClassExamples({ fields }: Inspection): FindingFacts[] {
  return fields.flatMap(({ schema, value, node, path, beside }): FindingFacts[] => {
    if (schema.widget !== "classes" || !Array.isArray(value)) {
      return [];
    }
    const classes = value as readonly Class[];
    const about = { nodeId: node.id, path } as const;
    const bare = beside.by === "examples" ? classes.filter((it) => !classExamples(it).length) : [];
    const owners = new Map<string, string>();
    const shared = classes.flatMap((it) =>
      classExamples(it).flatMap((example) => {
        const key = foldText(example);
        const owner = owners.get(key) ?? it.label;
        owners.set(key, owner);
        return owner === it.label ? [] : [{ example, owner, other: it.label }];
      }),
    );
    return [
      ...bare.map(
        ({ label }): FindingFacts => ({
          ...about,
          code: "classes.noExamples",
          severity: "error",
          values: { node: nameNode(node), class: label },
        }),
      ),
      ...shared.map(
        ({ example, owner, other }): FindingFacts => ({
          ...about,
          code: "classes.sharedExample",
          severity: "warning",
          values: { node: nameNode(node), example: example.slice(0, 100), owner, other },
        }),
      ),
    ];
  });
}
