import { type FlowNode, type NodeTypeId, nodeTypes } from "@chatloom/flows-schema";
import { newId } from "../../ui/new-id.ts";
import type { PortPlace } from "../state/chooser-store.ts";
import { selectedNode, useEditor } from "../state/editor-store.ts";
import { beginFreshStep } from "../state/fresh-step.ts";
import { cardWidth } from "./card-width.ts";
import { freePlace } from "./free-place.ts";
import { addNode, freshNode } from "./nodes.ts";
import { openPort } from "./open-port.ts";

type Position = FlowNode["position"];

/** Where a new node is to go. */
interface NodePlace {
  /** Exactly here. */
  readonly position?: Position | undefined;
  /** Behind this port. */
  readonly from?: PortPlace | undefined;
  /** The place to use where neither of the others is given and no selected node has an open port. */
  readonly near?: Position | undefined;
}

/** Adds a node and selects it; without a place, behind the selected node's first open port. Returns its id. */
export function placeNode(type: NodeTypeId, place: NodePlace = {}): string {
  const { edit, flow, select, seal } = useEditor.getState();
  const starts = nodeTypes[type].group === "triggers";
  const from = starts
    ? undefined
    : (place.from ?? (place.position ? undefined : openPortOfSelected()));
  const source = flow.nodes.find((node) => node.id === from?.nodeId);
  const id = newId();
  const around = place.near ?? flow.nodes.at(-1) ?? origin;
  const position =
    place.position ??
    freePlace(
      flow,
      freshNode(id, type, origin),
      source ?? ("position" in around ? around : middle(around)),
    );
  seal();
  edit(addNode(id, type, position, from));
  select([id]);
  beginFreshStep(id);
  return id;
}

const origin = { x: 0, y: 0 };

function middle({ x, y }: Position): Position {
  return { x: x - cardWidth / 2, y: y - 60 };
}

function openPortOfSelected(): PortPlace | undefined {
  const state = useEditor.getState();
  const node = selectedNode(state);
  const port = node && openPort(state.flow, node.id);
  return node && port !== undefined ? { nodeId: node.id, port } : undefined;
}
