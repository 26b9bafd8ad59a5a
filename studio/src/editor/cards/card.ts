import type { NodeOf, NodeTypeId, Port } from "@chatloom/flows-schema";
import type { ComponentType } from "react";

/** The body of a card, between its head and its ports, for a kind of node. */
export interface Card<K extends NodeTypeId = NodeTypeId> {
  readonly Body: ComponentType<CardProps<K>>;
  /** Ports that the body draws itself, beside what they belong to. */
  readonly drawsPort?: (portId: string) => boolean;
}

/** The properties of a card's body. */
export interface CardProps<K extends NodeTypeId = NodeTypeId> {
  readonly node: NodeOf<K>;
  readonly ports: readonly Port[];
  readonly selected: boolean;
}
