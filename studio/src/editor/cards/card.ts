import type { NodeOf, NodeTypeId, Port } from "@chatloom/flows-schema";
import type { ComponentType } from "react";

/** What stands on a kind of node's card between its head and its ports. */
export interface Card<K extends NodeTypeId = NodeTypeId> {
  readonly Body: ComponentType<CardProps<K>>;
  /** Ports that the body draws itself, beside what they belong to. */
  readonly drawsPort?: (portId: string) => boolean;
}

/** What a card's body gets. */
export interface CardProps<K extends NodeTypeId = NodeTypeId> {
  readonly node: NodeOf<K>;
  readonly ports: readonly Port[];
  readonly selected: boolean;
}
