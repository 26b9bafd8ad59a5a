import type { FindingCode, FindingFacts } from "../finding.ts";
import type { Inspection, NodeField } from "../inspection.ts";
import { nameNode } from "../name-node.ts";

/** Finds steps that go on at a flow or a node that is not there, or in a flow that is switched off. */
export function checkTargets(inspection: Inspection): FindingFacts[] {
  return inspection.fields.flatMap((field): FindingFacts[] => {
    if (typeof field.value !== "string" || field.value === "") {
      return [];
    }
    if (field.schema.widget === "flow") {
      return checkFlowTarget(inspection, field, field.value);
    }
    if (field.schema.widget === "node") {
      return checkNodeTarget(inspection, field, field.value);
    }
    return [];
  });
}

function checkFlowTarget(
  { checkContext }: Inspection,
  field: NodeField,
  id: string,
): FindingFacts[] {
  if (id === checkContext.flowId) {
    return [];
  }
  const target = checkContext.otherFlows.find((it) => it.id === id);
  if (!target) {
    return [finding(field, "flow.unknown", { flow: id })];
  }
  if (target.active) {
    return [];
  }
  return [finding(field, "flow.inactive", { flow: target.name })];
}

function checkNodeTarget(
  { checkContext, graph }: Inspection,
  field: NodeField,
  id: string,
): FindingFacts[] {
  const flowId = String(field.beside.flowId ?? "");
  const elsewhere = flowId !== "" && flowId !== checkContext.flowId;
  const other = checkContext.otherFlows.find((it) => it.id === flowId);
  // A flow that is not there has a finding of its own.
  if (elsewhere && !other) {
    return [];
  }
  const found = elsewhere ? other?.nodeIds.includes(id) : graph.nodes.has(id);
  if (found) {
    return [];
  }
  return [finding(field, "node.unknownTarget", { target: id })];
}

function finding(
  { node, path }: NodeField,
  code: FindingCode,
  values: Record<string, string>,
): FindingFacts {
  return {
    code,
    severity: code === "flow.inactive" ? "warning" : "error",
    nodeId: node.id,
    path,
    values: { node: nameNode(node), ...values },
  };
}
