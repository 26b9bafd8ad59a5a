import type { CanvasFrame, Edge } from "@chatloom/flows-schema";
import { framesByStep } from "@chatloom/flows-schema";
import { markId } from "../state/mark-ids.ts";

/** An edge as it is drawn. `from` tells where it really begins, if a collapsed frame stands for its step. */
export interface DrawnEdge extends Edge {
  readonly from?: { readonly nodeId: string; readonly port: string } | undefined;
}

/** Leads edges to the collapsed frames that stand for their steps; edges within such a frame are left out. */
export function rerouteEdges(
  edges: readonly Edge[],
  frames: readonly CanvasFrame[] | undefined,
): readonly DrawnEdge[] {
  if (!frames?.some((it) => it.collapsed)) {
    return edges;
  }
  const byStep = framesByStep(frames);
  const standIn = (id: string) => {
    const frame = byStep.get(id);
    return frame?.collapsed ? markId("frame", frame.id) : id;
  };
  return edges.flatMap((edge): DrawnEdge[] => {
    const [source, target] = [standIn(edge.source), standIn(edge.target)];
    if (source === target && source !== edge.source) {
      return [];
    }
    if (source === edge.source) {
      return target === edge.target ? [edge] : [{ ...edge, target }];
    }
    const from = { nodeId: edge.source, port: edge.sourceHandle };
    return [{ ...edge, source, sourceHandle: "out", target, from }];
  });
}
