import Type, { type Static, type TLiteral, type TObject, type TSchema } from "typebox";
import { CanvasFrame, CanvasNote } from "./canvas-marks.ts";
import { Duration, Fields, OneOf, Tagged } from "./fields.ts";
import type { Gap, NodeType, Port, Target } from "./node-type.ts";
import { type NodeTypeId, type NodeTypes, nodeTypes } from "./nodes/index.ts";
import { Optional } from "./optional.ts";
import { FlowPartId, Position } from "./place.ts";

/** The version that this code writes; older ones are migrated on read (`migrate-flow.ts`). */
export const formatVersion = 2;

/** The data of one node type. */
export type NodeData<K extends NodeTypeId> = Static<NodeTypes[K]["data"]>;
/** A node of one type, in React Flow's own shape. */
export interface NodeOf<K extends NodeTypeId> {
  id: string;
  type: K;
  position: { x: number; y: number };
  data: NodeData<K>;
}
/** A node of any type; `type` tells which data it has. */
export type FlowNode = { [K in NodeTypeId]: NodeOf<K> }[NodeTypeId];

/** The schema of one node type's nodes. */
export function nodeSchema<K extends string, D extends TSchema>(
  type: K,
  data: D,
): TObject<{ type: TLiteral<K>; data: D }> {
  return Type.Object(
    { id: FlowPartId, type: Type.Literal(type), position: Position, data },
    { additionalProperties: false },
  ) as never;
}

/** Any node, told apart by `type`. */
export const FlowNodeSchema = Type.Unsafe<FlowNode>(
  Tagged(
    "type",
    Object.values(nodeTypes).map((nodeType) => nodeSchema(nodeType.type, nodeType.data)),
  ),
);

/** Leads from a port (`sourceHandle`) of one node to another node. */
export const Edge = Type.Object(
  {
    id: FlowPartId,
    source: FlowPartId,
    sourceHandle: Type.String({ minLength: 1, maxLength: 80 }),
    target: FlowPartId,
  },
  { additionalProperties: false },
);
export type Edge = Static<typeof Edge>;

export const variableTypes = ["string", "number", "boolean", "date", "list", "object"] as const;
export type VariableType = (typeof variableTypes)[number];

/** A variable the flow uses; `run` ones live as long as the run. */
export const Variable = Fields({
  name: Type.String({ pattern: "^[A-Za-z_][A-Za-z0-9_]*$", maxLength: 64 }),
  type: OneOf([...variableTypes]),
  scope: OneOf(["run", "contact", "workspace"]),
  default: Type.Optional(Type.Unknown()),
});
export type Variable = Static<typeof Variable>;

/** Opening hours of one weekday (1 is Monday); an end that is not after the beginning is on the next day. */
export const Hours = Type.Object(
  {
    weekday: Type.Integer({ minimum: 1, maximum: 7 }),
    from: Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" }),
    to: Type.String({ pattern: "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$" }),
  },
  { additionalProperties: false },
);

/** The effect of failing conversation tests on publishing. */
export const failingTestsActions = ["warn", "block", "ignore"] as const;

/** How the whole flow behaves; `defaults` say what an unconnected port of a kind does. */
export const FlowSettings = Fields({
  language: Type.String({ minLength: 2, maxLength: 35, default: "en" }),
  /** ISO 3166, such as `VN`: whose phone numbers and dates contacts write whose own country is not known. */
  country: Type.Optional(Type.String({ pattern: "^[A-Z]{2}$" })),
  /** An IANA name, such as `Asia/Ho_Chi_Minh`. */
  timeZone: Type.String({ minLength: 1, maxLength: 64, default: "UTC" }),
  /** Empty means always open. */
  businessHours: Type.Array(Hours, { maxItems: 50 }),
  /** A run that nobody continued for so long ends. */
  runExpiry: Duration(),
  /** The template that goes out in place of messages after the message window has closed; without values. */
  windowTemplate: Type.Optional(
    Fields({
      name: Type.String({ maxLength: 512 }),
      language: Type.String({ maxLength: 20 }),
    }),
  ),
  /** The effect of failing conversation tests on publishing; absent: `warn`. */
  failingTests: Type.Optional(OneOf([...failingTestsActions])),
  defaults: Fields({
    /** The answer fits nothing: ask again with this text, or go on through `next` if there is one. */
    else: Fields({ action: OneOf(["repeat", "end"]), text: Type.String({ maxLength: 2_000 }) }),
    /** Nobody answered in time. */
    timeout: Fields({ action: OneOf(["end", "say"]), text: Type.String({ maxLength: 2_000 }) }),
    /** Something failed: say so and end, or hand over to people. */
    error: Fields({ action: OneOf(["say", "handoff"]), text: Type.String({ maxLength: 2_000 }) }),
  }),
});
export type FlowSettings = Static<typeof FlowSettings>;

/** CONTRACT. A flow as it is stored, exported and imported. */
export const Flow = Type.Object(
  {
    formatVersion: Type.Literal(formatVersion),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    nodes: Type.Array(FlowNodeSchema, { maxItems: 2_000 }),
    edges: Type.Array(Edge, { maxItems: 10_000 }),
    variables: Type.Array(Variable, { maxItems: 500 }),
    settings: FlowSettings,
    /** Texts in other languages: language → `nodeId/JSON pointer in data` or `settings/pointer` → text. */
    translations: Type.Record(
      Type.String(),
      Type.Record(Type.String(), Type.String({ maxLength: 10_000 })),
    ),
    /** Notes and frames of the canvas. They change nothing of what the flow does. */
    notes: Optional(Type.Array(CanvasNote, { maxItems: 500 })),
    frames: Optional(Type.Array(CanvasFrame, { maxItems: 300 })),
  },
  {
    $id: "https://chatloom.dev/flow.schema.json",
    title: "Chatloom flow",
    additionalProperties: false,
  },
);
export type Flow = Static<typeof Flow>;

/** The settings of a new flow. */
export function defaultSettings(): FlowSettings {
  return {
    language: "en",
    timeZone: "UTC",
    businessHours: [],
    runExpiry: { amount: 7, unit: "days" },
    defaults: {
      else: { action: "repeat", text: "" },
      timeout: { action: "end", text: "" },
      error: { action: "say", text: "Sorry, something went wrong. Please try again later." },
    },
  };
}

/** A flow with nothing on its canvas. */
export function emptyFlow(name: string): Flow {
  return {
    formatVersion,
    name,
    nodes: [],
    edges: [],
    variables: [],
    settings: defaultSettings(),
    translations: {},
  };
}

/** The declaration of a node's type. */
export function nodeTypeOf(node: Pick<FlowNode, "type">): NodeType {
  return nodeTypes[node.type] as unknown as NodeType;
}

/** The dots of this very node, top to bottom. */
export function portsOf(node: FlowNode): readonly Port[] {
  return nodeTypeOf(node).ports(node.data);
}

/** Where this very node continues without an edge. */
export function targetsOf(node: FlowNode): readonly Target[] {
  return nodeTypeOf(node).targets?.(node.data) ?? [];
}

/** Whether a node starts a flow. */
export function isTrigger(node: Pick<FlowNode, "type">): boolean {
  return nodeTypeOf(node).group === "triggers";
}

/** Gives the node type that a repair adds for what a flow lacks. Throws where no type fills it. */
export function typeThatFills(gap: Gap): NodeTypeId {
  for (const [id, { fills }] of Object.entries(nodeTypes) as [NodeTypeId, NodeType][]) {
    if (fills === gap) {
      return id;
    }
  }
  throw new Error(`No node type fills the gap "${gap}"`);
}
