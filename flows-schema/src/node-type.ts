import type { Static, TObject } from "typebox";

/** Where the palette lists a node type. */
export type NodeGroup = "triggers" | "messages" | "logic" | "actions" | "ai" | "people";

/**
 * What a port is for. A `next` port must be connected or end the flow knowingly; the others follow
 * the flow's default for their kind when nothing is connected (`settings.defaults`).
 */
export type PortKind = "next" | "option" | "else" | "timeout" | "error";

/** A place where an edge leaves a node; its id is the edge's `sourceHandle`. */
export interface Port {
  readonly id: string;
  readonly kind: PortKind;
  /** What the dot says beside it; empty for a lone `next`. Members' own words, or a catalogue key `ports.<id>`. */
  readonly label: string;
  /** May stay unconnected without a finding: the run then ends here knowingly. */
  readonly optional?: boolean;
  /** Can be taken only so many times in one visit, so that a way back through it is no endless loop. */
  readonly bounded?: boolean;
}

/** CONTRACT. Everything about a node type but what it does, which is the runtime's file of the same name. */
export interface NodeType<T extends string = string, D extends TObject = TObject> {
  readonly type: T;
  readonly group: NodeGroup;
  /** The name in the palette, in English; the studio shows its catalogue's words. */
  readonly title: string;
  /** One sentence for the palette: when one would use it. */
  readonly description: string;
  /** A tabler icon's name in kebab-case, such as `message-circle`. */
  readonly icon: string;
  readonly data: D;
  /** The dots of a node with this data, top to bottom. */
  readonly ports: (data: Static<D>) => readonly Port[];
  /** One line that says what this very node does, for lists and outlines. */
  readonly summary: (data: Static<D>) => string;
  /** Whether a run stops here until the contact, a clock or a person comes; loops need such a node. */
  readonly waits: (data: Static<D>) => boolean;
  /** The data of a node fresh from the palette; may have findings. */
  readonly initial: Static<D>;
  /** A node as someone would really write it; valid and free of findings by itself. */
  readonly example: Static<D>;
}

/** Declares a node type; the type parameter ties ports and summary to the data's schema. */
export function defineNodeType<const T extends string, D extends TObject>(
  nodeType: NodeType<T, D>,
): NodeType<T, D> {
  return nodeType;
}

/** The one way on. */
export const next: Port = { id: "next", kind: "next", label: "" };
/** Anything that fits none of the options. */
export const otherwise: Port = { id: "else", kind: "else", label: "Anything else" };
/** No answer in time. */
export const timeout: Port = { id: "timeout", kind: "timeout", label: "No answer" };
/** It could not be done. */
export const error: Port = { id: "error", kind: "error", label: "Error" };
