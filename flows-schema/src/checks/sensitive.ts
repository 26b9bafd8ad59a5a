import type { FindingFacts } from "../finding.ts";
import { nodeTypeOf } from "../flow.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import { sensitivePattern, writeSensitive } from "../sensitive.ts";
import { faultAt } from "./fault-at.ts";
import { readsOf } from "./reads-of.ts";

/** Finds sensitive answers that are read where dots stand for them, that nothing asks for, or that are kept beyond the run. */
export function checkSensitive({ flow, fields }: Inspection): FindingFacts[] {
  const scopes = new Map(flow.variables.map((it) => [it.name, it.scope]));
  const questions = flow.nodes.flatMap((node) => {
    const variable = nodeTypeOf(node).savesSecretTo?.(node.data as never);
    return variable === undefined ? [] : [{ node, variable }];
  });
  const asked = new Set(questions.map((it) => it.variable));
  // A flow may have a variable of this name; its texts are then none of ours.
  const own = scopes.has("sensitive");
  return [
    ...questions.flatMap(({ node, variable }): FindingFacts[] => {
      const scope = scopes.get(variable) ?? "run";
      return scope === "run" && !variable.includes(".")
        ? []
        : [faultAt(node, "/saveTo", "sensitive.kept", { variable })];
    }),
    ...(own ? [] : fields.flatMap((field) => faultsOf(field, asked))),
  ];
}

function faultsOf(field: NodeField, asked: ReadonlySet<string>): FindingFacts[] {
  const { node, path, value, schema } = field;
  if (typeof value !== "string" || (asked.size === 0 && !value.includes("sensitive."))) {
    return [];
  }
  const named = schema.secrets
    ? [...value.matchAll(sensitivePattern)].map((it) => it[1] as string)
    : [];
  const rest = schema.secrets ? value.replace(sensitivePattern, "") : value;
  const read = new Set(readsOf({ ...field, value: rest }).map(([root]) => root as string));
  const example = (name: string) => ({ example: writeSensitive(name) });
  return [
    ...(read.has("sensitive") ? [faultAt(node, path, "sensitive.misplaced", example("NAME"))] : []),
    ...[...new Set(named)]
      .filter((name) => !asked.has(name))
      .map((variable) => faultAt(node, path, "sensitive.unknown", { variable })),
    ...[...read]
      .filter((name) => asked.has(name))
      .map(
        (variable): FindingFacts => ({
          ...faultAt(node, path, "sensitive.dots", { variable, ...example(variable) }),
          severity: "warning",
        }),
      ),
  ];
}
