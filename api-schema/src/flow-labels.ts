import Type, { type Static } from "typebox";
import { FlowSummary } from "./flows.ts";
import { Label, LabelColor, LabelName } from "./inbox.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Nothing } from "./shapes.ts";

const tag = "Flows";
const flowLabelParams = Type.Object({ flowLabelId: Id });
const LabelIds = Type.Array(Id, { maxItems: 20, uniqueItems: true });

/** A label of flows. `used` counts the flows that have it. */
const FlowLabel = Label;

export const listFlowLabels = defineRoute({
  method: "get",
  path: "/flow-labels",
  tag,
  access: "viewer",
  permission: "workspace.read",
  summary: "List the labels of flows",
  reply: Exact({ items: Type.Array(FlowLabel) }),
});
export const createFlowLabel = defineRoute({
  method: "post",
  path: "/flow-labels",
  tag,
  access: "editor",
  audit: "flowLabel.created",
  summary: "Create a label for flows",
  body: Exact({ name: LabelName, color: LabelColor }),
  reply: FlowLabel,
  errors: ["label.name-taken", "label.too-many"],
});
export const updateFlowLabel = defineRoute({
  method: "patch",
  path: "/flow-labels/:flowLabelId",
  tag,
  access: "editor",
  audit: "flowLabel.changed",
  summary: "Rename or recolour a label of flows; flows keep it",
  params: flowLabelParams,
  body: Exact({ name: Optional(LabelName), color: Optional(LabelColor) }),
  reply: FlowLabel,
  errors: ["label.name-taken"],
});
export const deleteFlowLabel = defineRoute({
  method: "delete",
  path: "/flow-labels/:flowLabelId",
  tag,
  access: "editor",
  audit: "flowLabel.deleted",
  summary: "Delete a label and take it off all flows",
  params: flowLabelParams,
  reply: Nothing,
});
/** Labels that are added twice or removed without being there change nothing. Refused with `flow.too-many-labels` beyond 20 on a flow. */
export const labelFlows = defineRoute({
  method: "post",
  path: "/flows/label",
  tag,
  access: "editor",
  audit: "flow.labelled",
  summary: "Put labels on flows, and take others off",
  body: Exact({
    flowIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    add: Optional(LabelIds),
    remove: Optional(LabelIds),
  }),
  reply: Exact({
    items: Type.Array(FlowSummary),
    /** Those that are gone. */
    missing: Type.Array(Id),
  }),
  errors: ["flow.too-many-labels", "label.not-found"],
});
export type FlowLabelling = Static<NonNullable<typeof labelFlows.body>>;
