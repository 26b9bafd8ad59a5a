import {
  type Flow,
  type FlowNode,
  framesByStep,
  nodeTypeOf,
  portsOf,
} from "@chatloom/flows-schema";
import type { ElkNode } from "elkjs/lib/elk-api.js";
import { markId } from "../state/mark-ids.ts";
import { estimateSize } from "./estimate-size.ts";
import { framePadding } from "./frame-box.ts";
import { type PlacedBox, wrapLayers } from "./wrap-layers.ts";

interface Size {
  readonly width: number;
  readonly height: number;
}
type Places = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

const gaps = { column: 56, box: 24, row: 56 };
const layered = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.separateConnectedComponents": "false",
  "elk.layered.cycleBreaking.strategy": "DEPTH_FIRST",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
};

/**
 * Computes where every node should stand so that the flow reads like a text: from left to right, triggers first, in rows that fit a
 * view of this size in pixels. The steps of a frame are placed among themselves, and the frame as one box among the others.
 * `layOut` asks the layout engine, which only says which boxes share a column.
 */
export async function placeSteps(
  flow: Flow,
  sizes: ReadonlyMap<string, Size>,
  view: Size,
  layOut: (graph: ElkNode) => Promise<ElkNode>,
): Promise<Places> {
  const byStep = framesByStep(flow.frames);
  const sizeOf = (node: FlowNode) => sizes.get(node.id) ?? estimateSize(node);
  const boxOf = (stepId: string) => {
    const frame = byStep.get(stepId);
    return frame ? markId("frame", frame.id) : stepId;
  };
  const place = async (children: ElkNode[], edges: ElkNode["edges"]) => {
    const graph = await layOut({
      id: "flow",
      layoutOptions: layered,
      children,
      edges: edges ?? [],
    });
    return wrapLayers((graph.children ?? []).map(asBox), view, gaps);
  };

  const inFrames = new Map<string, Places>();
  const frames: ElkNode[] = [];
  for (const frame of new Set(byStep.values())) {
    const own = flow.nodes.filter((node) => byStep.get(node.id) === frame);
    if (own.length === 0) {
      continue;
    }
    const places = await place(
      own.map((node) => card(node, sizeOf(node))),
      edgesBetween(flow, (id) => (byStep.get(id) === frame ? id : undefined)),
    );
    const id = markId("frame", frame.id);
    inFrames.set(id, places);
    frames.push({ id, ...frameSize(own, places, sizeOf) });
  }

  const framed = new Set(frames.map(({ id }) => id));
  const free = flow.nodes.filter((node) => !byStep.has(node.id));
  const outer = await place(
    [...frames, ...free.map((node) => card(node, sizeOf(node)))],
    edgesBetween(flow, boxOf, framed),
  );
  return new Map(
    flow.nodes.map((node) => {
      const { x, y } = outer.get(boxOf(node.id)) ?? { x: 0, y: 0 };
      const within = inFrames.get(boxOf(node.id))?.get(node.id);
      return [
        node.id,
        within
          ? { x: x + framePadding.side + within.x, y: y + framePadding.head + within.y }
          : { x, y },
      ];
    }),
  );
}

/** Describes a step's card and its dots to the engine. */
function card(node: FlowNode, { width, height }: Size): ElkNode {
  const ports = portsOf(node);
  const first = nodeTypeOf(node).group === "triggers";
  return {
    id: node.id,
    width,
    height,
    layoutOptions: {
      "elk.portConstraints": "FIXED_POS",
      "elk.layered.layering.layerConstraint": first ? "FIRST" : "NONE",
    },
    ports: [
      { id: `${node.id} in`, x: 0, y: 20, width: 1, height: 1 },
      // The dots stand below each other at the end of the card.
      ...ports.map((port, index) => ({
        id: `${node.id} ${port.id}`,
        x: width,
        y: height - 20 - (ports.length - 1 - index) * 26,
        width: 1,
        height: 1,
      })),
    ],
  };
}

/** The edges between different boxes. A frame takes them itself, because its steps' dots are not in the graph. */
function edgesBetween(
  flow: Flow,
  boxOf: (stepId: string) => string | undefined,
  frames: ReadonlySet<string> = new Set(),
): NonNullable<ElkNode["edges"]> {
  return flow.edges.flatMap(({ id, source, sourceHandle, target }) => {
    const from = boxOf(source);
    const to = boxOf(target);
    if (from === undefined || to === undefined || (from === to && frames.has(from))) {
      return [];
    }
    return [
      {
        id,
        sources: [frames.has(from) ? from : `${source} ${sourceHandle}`],
        targets: [frames.has(to) ? to : `${target} in`],
      },
    ];
  });
}

function frameSize(
  steps: readonly FlowNode[],
  places: Places,
  sizeOf: (node: FlowNode) => Size,
): Size {
  const right = Math.max(...steps.map((it) => (places.get(it.id)?.x ?? 0) + sizeOf(it).width));
  const bottom = Math.max(...steps.map((it) => (places.get(it.id)?.y ?? 0) + sizeOf(it).height));
  return {
    width: right + 2 * framePadding.side,
    height: framePadding.head + bottom + framePadding.side,
  };
}

function asBox({ id, x = 0, y = 0, width = 0, height = 0 }: ElkNode): PlacedBox {
  return { id, x, y, width, height };
}
