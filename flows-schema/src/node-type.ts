import type { Static, TObject } from "typebox";
import type { Condition } from "./condition.ts";
import type { SentTemplate } from "./message-template.ts";

/** Where the palette lists a node type. */
export type NodeGroup = "triggers" | "messages" | "logic" | "actions" | "ai" | "people";

/**
 * The purpose of a port. A `next` port must be connected or end the flow knowingly; the others follow
 * the flow's default for their kind when nothing is connected (`settings.defaults`).
 */
export type PortKind = "next" | "option" | "else" | "timeout" | "error";

/** A place where an edge leaves a node; its id is the edge's `sourceHandle`. */
export interface Port {
  readonly id: string;
  readonly kind: PortKind;
  /** The text beside the dot; empty for a lone `next`. Members' own words, or a catalogue key `ports.<id>`. */
  readonly label: string;
  /** The condition of this port. It names the port where the label is empty. */
  readonly condition?: Condition;
  /** May stay unconnected without a finding: the run then ends here knowingly. */
  readonly optional?: boolean;
  /** Can be taken only so many times in one visit, so that a way back through it is no endless loop. */
  readonly bounded?: boolean;
}

/** Where a node leads besides its ports. Without `flowId` it is the node's own flow. */
export interface Target {
  readonly flowId?: string | undefined;
  readonly nodeId?: string | undefined;
}

/** How a keyword is compared with what the contact wrote. */
export type KeywordMatch = "exact" | "contains" | "containsPart" | "startsWith" | "regex";

/** A payment that a node asks for. Amount and currency may be templates. */
export interface AskedPayment {
  readonly connectionId: string;
  readonly amount: string;
  readonly currency: string;
}

/** Words that start a flow. */
export interface StartingWords {
  readonly words: readonly string[];
  readonly match: KeywordMatch;
  /** Channel types; empty means every one. */
  readonly channels: readonly string[];
  /** They may interrupt a run. */
  readonly interrupts: boolean;
}

/** A question that a node asks the contact. */
export interface AskedQuestion {
  readonly text: string;
  /** The variable that keeps the answer; absent: each answer is a port of kind `option`. */
  readonly saveTo?: string;
  readonly kind: "choice" | "number" | "date" | "text";
}

/** A part that a flow can lack and a new node can add: a start, a pause in a loop, an end, or a text to the contact. */
export type Gap = "start" | "pause" | "end" | "words";

/**
 * CONTRACT. Everything about a node type but what it does, which is the runtime's file of the same name.
 *
 * @example
 * export const end = defineNodeType({
 *   type: "end", group: "logic", title: "End", description: "Ends the flow here on purpose.", icon: "circle-x",
 *   data: Fields({ note: Type.Optional(Label({ title: "Note" })) }),
 *   ports: () => [], summary: ({ note }) => note ?? "", waits: () => false,
 *   initial: {}, example: { note: "Lead captured" },
 * });
 */
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
  /** The summary contains choices of the form, such as `daily`, for which the studio has words. */
  readonly saysChoices?: true;
  /** Whether a run stops here until the contact, a clock or a person comes; loops need such a node. */
  readonly waits: (data: Static<D>) => boolean;
  /** The longest time, in hours, after which it is left through a port by itself, where no field of the data says so. */
  readonly longestDelays?: (
    data: Static<D>,
    settings: { readonly businessHours: readonly unknown[] },
  ) => Readonly<Record<string, number>>;
  /** Another flow runs here and comes back: what it does to the time since the contact's last message is part of the way. */
  readonly runsFlow?: (data: Static<D>) => string | undefined;
  /** A node that waits for the contact or a system needs a `timeout` port. False where it waits for something else. */
  readonly needsTimeout?: boolean;
  /** Whether it reads a phone number that a contact writes. */
  readonly readsPhone?: (data: Static<D>) => boolean;
  /** The variable that stands for an answer that is kept secret; undefined where none is. */
  readonly savesSecretTo?: (data: Static<D>) => string | undefined;
  /** Where it continues without an edge. */
  readonly targets?: (data: Static<D>) => readonly Target[];
  /** The words that start the flow here. */
  readonly startingWords?: (data: Static<D>) => StartingWords;
  /** The template, approved by a platform, that it sends. */
  readonly sentTemplate?: (data: Static<D>) => SentTemplate;
  /** The payment that it asks the contact for, with its templates. */
  readonly asksPayment?: (data: Static<D>) => AskedPayment;
  /** The connected channel that the conversation goes on in. */
  readonly switchesTo?: (data: Static<D>) => string;
  /** It saves the label of a tapped option beside the option itself. */
  readonly savesLabel?: boolean;
  /** The questions that it asks, for reports about the answers. */
  readonly asks?: (data: Static<D>) => readonly AskedQuestion[];
  /** The parts of an outside answer that it keeps, by their paths. */
  readonly answerParts?: (
    data: Static<D>,
  ) => readonly { readonly path: string; readonly saveTo: string }[];
  /** The gap that a repair fills with a node of this type. */
  readonly fills?: Gap;
  /** The results that visits of this node count. The studio shows them beside its settings. */
  readonly counts?: "variants" | "goals";
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
