import type { FindingFacts } from "../finding.ts";
import type { Variable } from "../flow.ts";
import type { Inspection } from "../inspection.ts";
import { nameNode } from "../name-node.ts";
import { readTruth } from "../truth-words.ts";
import { fixedScopes, readOnlyContactFields } from "../variable-scope.ts";

/** Finds variables that cannot work: a name declared twice or taken by the engine, a default of another type, a place that cannot be written. */
export function checkDeclarations({ flow, fields }: Inspection): FindingFacts[] {
  const types = new Map(flow.variables.map((it) => [it.name, it.type]));
  return [
    ...flow.variables.flatMap((variable, index) =>
      problemsOf(variable, index, flow.variables.slice(0, index)),
    ),
    ...fields.flatMap(({ schema, value, node, path }): FindingFacts[] => {
      if (schema.widget !== "variable" || schema.ofFlow || typeof value !== "string") {
        return [];
      }
      const place = { severity: "error", nodeId: node.id, path } as const;
      const values = { node: nameNode(node), variable: value };
      if (!isWritable(value)) {
        return [
          {
            ...place,
            code: "variable.notWritable",
            values,
          },
        ];
      }
      const [root = "", inner] = value.split(".");
      const type = types.get(root);
      if (inner === undefined || type === undefined || type === "object") {
        return [];
      }
      return [
        {
          ...place,
          code: "variable.noObject",
          values: { ...values, root },
        },
      ];
    }),
  ];
}

function problemsOf(
  variable: Variable,
  index: number,
  earlier: readonly Variable[],
): readonly FindingFacts[] {
  const { name, type } = variable;
  const place = { severity: "error", path: `/variables/${index}` } as const;
  const findings: FindingFacts[] = [];
  if (earlier.some((it) => it.name === name)) {
    findings.push({
      ...place,
      code: "variable.duplicate",
      values: { variable: name },
    });
  }
  if (fixedScopes.includes(name)) {
    findings.push({
      ...place,
      code: "variable.reserved",
      values: { variable: name },
    });
  }
  if (variable.default !== undefined && !fits[type](variable.default)) {
    const value = JSON.stringify(variable.default).slice(0, 100);
    findings.push({
      ...place,
      code: "variable.default",
      values: { variable: name, value },
    });
  }
  return findings;
}

const isText = (value: unknown): value is string => typeof value === "string";

/** Whether a default can be read as a type; an empty text stands for no default. */
const fits: Readonly<Record<Variable["type"], (value: unknown) => boolean>> = {
  string: (value) => typeof value !== "object" || value === null,
  number: (value) =>
    value === null ||
    typeof value === "number" ||
    (isText(value) && /^\s*(?:[-+−]?[\d.,'\s]*\d[\d.,'\s]*)?$/.test(value)),
  boolean: (value) =>
    value === null ||
    typeof value === "boolean" ||
    (isText(value) && (value.trim() === "" || readTruth(value) !== undefined)),
  date: (value) =>
    value === null ||
    typeof value === "number" ||
    (isText(value) && (value.trim() === "" || /\d{4}/.test(value) || /^\d{9,13}$/.test(value))),
  list: () => true,
  object: (value) =>
    value === null ||
    (typeof value === "object" && !Array.isArray(value)) ||
    (isText(value) && /^\s*(?:\{[\s\S]*\})?\s*$/.test(value)),
};

function isWritable(variable: string): boolean {
  const [root = "", name] = variable.split(".");
  if (root === "contact") {
    return name !== undefined && !readOnlyContactFields.includes(name);
  }
  return root === "workspace" ? name !== undefined : !fixedScopes.includes(root);
}
