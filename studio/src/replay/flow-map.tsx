import "@xyflow/react/dist/style.css";
import { routes } from "@chatloom/api-schema";
import { nodeTypeOf } from "@chatloom/flows-schema";
import { useComputedColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Node, Position, ReactFlow } from "@xyflow/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../api/call.ts";
import { useMay } from "../session/use-me.ts";
import { nodeTypeWords } from "../ui/declared-words.ts";
import classes from "./flow-map.module.css";

const size = { width: 190, height: 56 };

const noSteps: ReadonlySet<string> = new Set();

/** A picture of a flow version with the step at which the contact stands, and those of the way there. It only shows. */
export function FlowMap({
  flowId,
  version,
  nodeId,
  way = noSteps,
  large = false,
}: {
  readonly flowId: string;
  readonly version: number;
  readonly nodeId: string;
  /** The steps of the way. */
  readonly way?: ReadonlySet<string>;
  /** Fills its place, and can be moved and zoomed. */
  readonly large?: boolean;
}) {
  const { t } = useTranslation();
  const scheme = useComputedColorScheme("light");
  // A version never changes. An AI agent's own flow has none.
  const { data } = useQuery({
    queryKey: ["flow-version", flowId, version],
    enabled: useMay("flows.read"),
    queryFn: () => call(routes.flows.readVersion, { params: { flowId, version } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    meta: { quiet: true },
  });
  const nodes = useMemo(
    () =>
      data?.flow.nodes.map((node): Node => {
        const { id, position } = node;
        return {
          id,
          position,
          ...size,
          data: { label: nodeTypeWords(t, "title", nodeTypeOf(node)) },
          sourcePosition: Position.Right,
          targetPosition: Position.Left,
          className:
            (id === nodeId ? classes.current : way.has(id) ? classes.passed : classes.step) ?? "",
        };
      }) ?? [],
    [data, nodeId, way, t],
  );
  const edges = useMemo(
    () => data?.flow.edges.map(({ id, source, target }) => ({ id, source, target })) ?? [],
    [data],
  );
  if (nodes.length === 0) {
    return null;
  }
  return (
    <div
      className={large ? classes.whole : classes.frame}
      role="img"
      aria-label={t("inbox.contact.map")}
    >
      <ReactFlow
        key={`${flowId} ${version} ${nodeId}`}
        nodes={nodes}
        edges={edges}
        colorMode={scheme}
        fitView
        fitViewOptions={
          large
            ? { nodes: [...way, nodeId].map((id) => ({ id })), maxZoom: 1, minZoom: 0.2 }
            : { nodes: [{ id: nodeId }], maxZoom: 0.42, minZoom: 0.2 }
        }
        minZoom={0.1}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        proOptions={{ hideAttribution: true }}
      />
    </div>
  );
}
