import { defined, type Flow, type FlowNode, nodeTypeOf } from "@chatloom/flows-schema";
import type { Connection } from "mongoose";
import { flows, flowVersions, headOnly } from "../../records/flow-model.ts";

/** The step of an A/B test, in the newest published version of its flow. */
export interface Experiment {
  readonly flowId: string;
  readonly flowName: string;
  readonly nodeId: string;
  /** The publication of this version, in epoch milliseconds. */
  readonly publishedAt: number;
  readonly split: Split;
}

/** The data of a step that divides contacts. */
interface Split {
  readonly variants: readonly {
    readonly id: string;
    readonly label: string;
    readonly weight: number;
  }[];
  readonly sticky: boolean;
  readonly mode: "fixed" | "bandit";
  /** In percent. */
  readonly holdout?: number | undefined;
  readonly goal?: string | undefined;
  readonly winner?: string | undefined;
}

const mostFlows = 500;

/** Finds the A/B tests of the published flows, of all or of one. */
export async function findExperiments(
  connection: Connection,
  workspaceId: string,
  flowId?: string,
): Promise<readonly Experiment[]> {
  const found = await flows(connection)
    .in(workspaceId)
    .find(
      { version: { $exists: true }, ...defined({ _id: flowId }) },
      { sort: { updatedAt: -1 }, limit: mostFlows, projection: headOnly },
    );
  if (found.length === 0) {
    return [];
  }
  const versions = await flowVersions(connection)
    .in(workspaceId)
    .find({ $or: found.map(({ _id, version }) => ({ flowId: _id, version })) });
  const names = new Map(found.map((it) => [String(it._id), it.name]));
  return versions.flatMap(({ flowId: id, flow, publishedAt }) =>
    splitsOf(flow).map((node) => ({
      flowId: String(id),
      flowName: names.get(String(id)) ?? "",
      nodeId: node.id,
      publishedAt: publishedAt.getTime(),
      split: node.data as Split,
    })),
  );
}

function splitsOf({ nodes }: Flow): readonly FlowNode[] {
  return nodes.filter((it) => nodeTypeOf(it).counts === "variants");
}
