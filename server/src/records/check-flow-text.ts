import {
  type CheckContext,
  checkFlow,
  defined,
  type Finding,
  Flow,
  FlowFormatUnknown,
  type FlowNode,
  portsOf,
  readFlow,
} from "@chatloom/flows-schema";
import type { FlowText, TextProblem } from "@chatloom/flows-schema/text";
import { schemaValidator } from "../validation/schema-validator.ts";

const flowFlaws = schemaValidator(Flow);

/** The result of checking a text. */
export interface CheckedFlowText {
  /** Undefined while the text does not fit the format. */
  readonly flow: Flow | undefined;
  /** Everything that is wrong, in the order of the text. */
  readonly problems: TextProblem[];
}

/** Checks a flow's text against the format, and lists its findings, each with line and column. */
export function checkFlowText(read: FlowText, checkContext: CheckContext): CheckedFlowText {
  const { head, problems } = read;
  if (!read.flow || problems.length > 0) {
    return { flow: undefined, problems: [...problems] };
  }
  const flow = migrated(read);
  if (typeof flow === "string") {
    const place = read.placeOf("/formatVersion");
    return { flow: undefined, problems: [{ ...place, severity: "error", message: flow }] };
  }
  const flaws = flowFlaws(flow).map(({ at, message }): TextProblem => {
    const field = at.split("/").at(-1);
    const text = field ? `${field} ${message}` : message;
    return { ...read.placeOf(at), severity: "error", message: text };
  });
  if (flaws.length > 0) {
    return { flow: undefined, problems: flaws.sort(inOrder) };
  }
  const found = checkFlow(flow, { ...checkContext, ...defined({ flowId: head.id || undefined }) });
  return { flow, problems: found.map((it) => problemOf(it, flow, read)).sort(inOrder) };
}

/** Returns the flow with the defaults of absent fields filled in, as a text has them once it is checked. */
export function withDefaults(flow: Flow): Flow {
  const filled = structuredClone(flow);
  flowFlaws(filled);
  return filled;
}

function migrated({ flow }: FlowText): Flow | string {
  try {
    return readFlow(flow);
  } catch (error) {
    return error instanceof FlowFormatUnknown
      ? error.message
      : "does not look like any version of the format";
  }
}

function problemOf(finding: Finding, flow: Flow, text: FlowText): TextProblem {
  const { severity, nodeId, edgeId, port, path = "" } = finding;
  const index = flow.nodes.findIndex((it) => it.id === nodeId);
  const edge = flow.edges.findIndex(
    (it) => it.id === edgeId || (it.source === nodeId && it.sourceHandle === port),
  );
  const pointer =
    edge >= 0 && path === ""
      ? `/edges/${edge}`
      : nodeId === undefined
        ? path
        : `/nodes/${index}${path && `/data${path}`}`;
  const { line, column } = text.placeOf(pointer);
  const source = flow.nodes.find((it) => it.id === (nodeId ?? flow.edges[edge]?.source));
  const message =
    finding.code === "edge.unknownPort" && source
      ? `${finding.message} ${portNames(source)}`
      : finding.message;
  return { line, column, severity, message };
}

function portNames(node: FlowNode): string {
  const ids = portsOf(node).map((it) => it.id);
  return ids.length > 0 ? `The step has ${ids.join(", ")}.` : "The step has no port.";
}

function inOrder(one: TextProblem, other: TextProblem): number {
  return one.line - other.line || one.column - other.column;
}
