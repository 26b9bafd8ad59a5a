import { choiceLabelName } from "../choice-label-name.ts";
import type { FindingFacts, Repair } from "../finding.ts";
import { nodeTypeOf, type Variable } from "../flow.ts";
import { reachableFrom } from "../flow-graph.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import type { VariablePath } from "../liquid/read-template.ts";
import { nameNode } from "../name-node.ts";
import { nearestName } from "../nearest-name.ts";
import { renameRead } from "../rename-read.ts";
import { inScope, knownNames, type VariableWorld } from "../variable-scope.ts";
import { holds } from "../walk-fields.ts";
import { readsOf } from "./reads-of.ts";

/** Names in a request that the server fills in. */
const marked: ReadonlySet<string> = new Set(["secret", "sensitive"]);

/** Finds variables that are read but that nothing sets, or only something that comes later. */
export function checkVariables(inspection: Inspection): FindingFacts[] {
  const { flow, checkContext, fields, graph } = inspection;
  const world = { flow, checkContext, written: writtenVariables(fields) };
  const meant = nearestNames(world);
  const declared = new Set(flow.variables.map((it) => it.name));
  const reachable = new Map<string, Set<string>>();
  const canReach = (from: string, to: string) => {
    const targets = (graph.waysFrom.get(from) ?? []).map((way) => way.target);
    if (!reachable.has(from)) {
      reachable.set(from, reachableFrom(graph, [from, ...targets]));
    }
    return reachable.get(from)?.has(to) ?? false;
  };

  return fields.flatMap((field) =>
    distinct(readsOf(field)).flatMap((path): FindingFacts[] => {
      const name = path[0] as string;
      // Other checks report their faults.
      if (marked.has(name) && !declared.has(name) && !world.written.has(name)) {
        return [];
      }
      const scope = inScope(path, world);
      if (scope === "known") {
        return [];
      }
      if (scope === "unknown") {
        return [unknown(field, `${name}.${path[1]}`, world, meant)];
      }
      if (declared.has(name)) {
        return [];
      }
      const writers = world.written.get(name);
      if (!writers) {
        return [unknown(field, name, world, meant)];
      }
      if ([...writers].some((writer) => canReach(writer, field.node.id))) {
        return [];
      }
      return [
        {
          code: "variable.unset",
          severity: "warning",
          nodeId: field.node.id,
          path: field.path,
          values: { node: nameNode(field.node), variable: name },
        },
      ];
    }),
  );
}

function unknown(
  field: NodeField,
  variable: string,
  world: VariableWorld,
  nearest: (variable: string) => string | undefined,
): FindingFacts {
  const [scope, name] = variable.includes(".") ? variable.split(".") : ["run", variable];
  const node = nameNode(field.node);
  const meant = nearest(variable);
  const corrected = meant === undefined ? undefined : renameRead(field, variable, meant);
  const declare = declaring(scope as Variable["scope"], name ?? "", world);
  const finding: FindingFacts = {
    code: "variable.unknown",
    severity: "warning",
    nodeId: field.node.id,
    path: field.path,
    values: { node, variable },
    repair: declare,
  };
  if (meant === undefined || corrected === undefined) {
    return finding;
  }
  return {
    ...finding,
    values: { node, variable, meant },
    repair: { kind: "setData", nodeId: field.node.id, path: field.path, value: corrected },
    otherRepair: declare,
  };
}

/** The repair that makes a name known: a contact field of the workspace, or a variable of the flow. */
function declaring(
  scope: Variable["scope"],
  name: string,
  { flow }: VariableWorld,
): Repair | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name) || flow.variables.some((it) => it.name === name)) {
    return undefined;
  }
  return scope === "contact"
    ? { kind: "createField", key: name }
    : { kind: "declareVariable", variable: { name, type: "string", scope } };
}

/** Finds the nearest known name of each variable once: a big flow may repeat the same mistake in every step. */
function nearestNames(world: VariableWorld): (variable: string) => string | undefined {
  const found = new Map<string, string | undefined>();
  let known: string[] | undefined;
  return (variable) => {
    if (!found.has(variable)) {
      known ??= [...new Set(knownNames(world))];
      found.set(variable, nearestName(variable, known));
    }
    return found.get(variable);
  };
}

/** Which nodes write each variable: bare names for the run's, `contact.x` and `workspace.x` for the others. */
function writtenVariables(fields: readonly NodeField[]): Map<string, Set<string>> {
  const written = new Map<string, Set<string>>();
  const add = (name: string, nodeId: string) => {
    if (!written.has(name)) {
      written.set(name, new Set());
    }
    written.get(name)?.add(nodeId);
  };
  for (const field of fields) {
    const { schema, value, node } = field;
    if (typeof value !== "string" || value === "") {
      continue;
    }
    if (schema.widget === "variable" && !schema.ofFlow) {
      add(value, node.id);
      if (nodeTypeOf(node).savesLabel) {
        add(choiceLabelName(value), node.id);
      }
    }
    if (holds(schema.contactField, field)) {
      add(`contact.${value}`, node.id);
    }
  }
  return written;
}

function distinct(paths: readonly VariablePath[]): VariablePath[] {
  const seen = new Map(paths.map((path) => [path.slice(0, 2).join("."), path]));
  return [...seen.values()];
}
