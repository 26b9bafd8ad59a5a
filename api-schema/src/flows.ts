import { ConversationTest, Flow, testLimits } from "@chatloom/flows-schema";
import Type, { type Static } from "typebox";
import { FailedTest } from "./flow-tests.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { ScreenLanguage } from "./screen-languages.ts";
import { Exact, Id, Moment, Name, Nothing } from "./shapes.ts";

const flowParams = Type.Object({ flowId: Id });
const Revision = Type.Integer({ minimum: 0 });

/** A version that a share of the conversations gets first, in percent. */
const Canary = Exact({
  version: Type.Integer(),
  share: Type.Integer({ minimum: 1, maximum: 99 }),
  startedAt: Moment,
  by: Type.String(),
});
/** A flow in the list. `version` is the newest published one; inactive flows answer nobody new. */
export const FlowSummary = Exact({
  id: Id,
  name: Name,
  /** The folder that it lies in, within the list. */
  folder: Optional(Type.String()),
  /** Its labels, in the order in which they were put on. */
  labelIds: Optional(Type.Array(Id)),
  active: Type.Boolean(),
  version: Optional(Type.Integer()),
  canary: Optional(Canary),
  draftRevision: Revision,
  /** The draft differs from the newest version. */
  changed: Type.Boolean(),
  nodeCount: Type.Integer(),
  triggers: Type.Array(Exact({ type: Type.String(), summary: Type.String() })),
  openRuns: Type.Integer(),
  /** Goes up with every change of the flow: of two copies, the one with the higher number is newer. */
  changes: Type.Integer({ minimum: 0 }),
  updatedAt: Moment,
  updatedBy: Optional(Type.String()),
});
export type FlowSummary = Static<typeof FlowSummary>;

/** Something wrong with a flow; see `checkFlow` of flows-schema. */
export const FindingSchema = Type.Object({
  code: Type.String(),
  severity: Type.Enum(["error", "warning"], { type: "string" }),
  message: Type.String(),
  nodeId: Optional(Type.String()),
  port: Optional(Type.String()),
  path: Optional(Type.String()),
  values: Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  repair: Optional(Type.Unknown()),
  otherRepair: Optional(Type.Unknown()),
});
const Findings = Exact({ findings: Type.Array(FindingSchema) });

export const listFlows = defineRoute({
  method: "get",
  path: "/flows",
  tag: "Flows",
  access: "viewer",
  permission: "workspace.read",
  summary: "List flows",
  reply: Exact({ items: Type.Array(FlowSummary) }),
});
export const createFlow = defineRoute({
  method: "post",
  path: "/flows",
  tag: "Flows",
  access: "editor",
  audit: "flow.created",
  summary: "Make a flow: empty, or from a sample",
  body: Exact({
    name: Name,
    sample: Optional(Type.String({ maxLength: 60 })),
    language: Optional(ScreenLanguage),
  }),
  reply: FlowSummary,
  errors: ["sample.not-found"],
});
export const readFlow = defineRoute({
  method: "get",
  path: "/flows/:flowId",
  tag: "Flows",
  access: "viewer",
  summary: "Read a flow's draft",
  params: flowParams,
  reply: Exact({ summary: FlowSummary, revision: Revision, draft: Flow }),
});
/**
 * Refused with `flow.draft-changed` when `revision` is not the latest; its `details.current` tells the latest.
 * Only `renameFlow` changes the name: the name within `draft` is ignored.
 */
export const saveDraft = defineRoute({
  method: "put",
  path: "/flows/:flowId/draft",
  tag: "Flows",
  access: "editor",
  audit: { none: "A draft answers nobody; publishing it is logged" },
  summary: "Save the draft edited from a revision",
  params: flowParams,
  body: Exact({ revision: Revision, draft: Flow }),
  reply: Exact({ revision: Revision }),
  errors: ["flow.draft-changed"],
});
export const renameFlow = defineRoute({
  method: "patch",
  path: "/flows/:flowId",
  tag: "Flows",
  access: "editor",
  audit: "flow.renamed",
  summary: "Rename a flow",
  params: flowParams,
  body: Exact({ name: Name }),
  reply: FlowSummary,
});
export const moveFlow = defineRoute({
  method: "put",
  path: "/flows/:flowId/folder",
  tag: "Flows",
  access: "editor",
  audit: "flow.moved",
  summary: "Move a flow into a folder of the list; an empty name takes it out",
  params: flowParams,
  body: Exact({ folder: Type.String({ maxLength: 60, pattern: "^\\S?(.*\\S)?$" }) }),
  reply: FlowSummary,
});
export const deleteFlow = defineRoute({
  method: "delete",
  path: "/flows/:flowId",
  tag: "Flows",
  access: "editor",
  permission: "flows.publish",
  audit: "flow.deleted",
  summary: "Delete a flow and its versions",
  params: flowParams,
  reply: Nothing,
});
export const validateFlow = defineRoute({
  method: "post",
  path: "/flows/:flowId/validate",
  tag: "Flows",
  access: "viewer",
  audit: { none: "It changes nothing" },
  summary: "List the draft's findings",
  params: flowParams,
  reply: Findings,
});
/**
 * Refused with `flow.has-findings` (in `details.findings`) while there are errors, with `flow.unchanged` when the newest version is
 * the same, and with `flow.tests-fail` (in `details.tests`) where the flow's settings let failing tests block. Otherwise
 * `failingTests` names them. Also activates the flow unless `activate` is false. With `share` only that percentage of conversations gets
 * the new version until `finishCanary` or `rollBackCanary`; meanwhile publishing is refused with `flow.canary-running`.
 */
export const publishFlow = defineRoute({
  method: "post",
  path: "/flows/:flowId/publish",
  tag: "Flows",
  access: "editor",
  permission: "flows.publish",
  audit: "flow.published",
  summary: "Publish the draft as a new version",
  params: flowParams,
  body: Exact({
    revision: Revision,
    note: Optional(Type.String({ maxLength: 500 })),
    activate: Optional(Type.Boolean()),
    /** Not together with `share`. */
    moveOpenRuns: Optional(Type.Boolean()),
    share: Optional(Type.Integer({ minimum: 1, maximum: 99 })),
  }),
  reply: Exact({
    version: Type.Integer(),
    movedRuns: Type.Integer(),
    failingTests: Type.Array(FailedTest),
  }),
  errors: [
    "flow.canary-first",
    "flow.canary-moves",
    "flow.canary-running",
    "flow.draft-changed",
    "flow.has-findings",
    "flow.needs-approval",
    "flow.tests-fail",
    "flow.unchanged",
  ],
});
const Version = Exact({
  version: Type.Integer(),
  publishedAt: Moment,
  publishedBy: Optional(Type.String()),
  note: Type.String(),
  openRuns: Type.Integer(),
});
export const listVersions = defineRoute({
  method: "get",
  path: "/flows/:flowId/versions",
  tag: "Flows",
  access: "viewer",
  summary: "List published versions, newest first",
  params: flowParams,
  reply: Exact({ items: Type.Array(Version) }),
});
const versionParams = Type.Object({ flowId: Id, version: Type.Integer({ minimum: 1 }) });
export const readVersion = defineRoute({
  method: "get",
  path: "/flows/:flowId/versions/:version",
  tag: "Flows",
  access: "viewer",
  summary: "Read a published version",
  params: versionParams,
  reply: Exact({ version: Version, flow: Flow }),
});
export const restoreVersion = defineRoute({
  method: "post",
  path: "/flows/:flowId/versions/:version/restore",
  tag: "Flows",
  access: "editor",
  audit: "flow.restored",
  summary: "Make a version the draft again",
  params: versionParams,
  reply: Exact({ revision: Revision }),
});
export const duplicateFlow = defineRoute({
  method: "post",
  path: "/flows/:flowId/duplicate",
  tag: "Flows",
  access: "editor",
  audit: "flow.duplicated",
  summary: "Copy the draft into a new flow",
  params: flowParams,
  reply: FlowSummary,
});
/**
 * `tests` beside the flow's own fields become its conversation tests. Takes any format version up to the present one. Refuses with `flow.foreign` (the product in `details.product`) what another
 * product exported, with `flow.not-a-flow` other JSON, and with `flow.invalid` and JSON pointers what does not validate.
 */
export const importFlow = defineRoute({
  method: "post",
  path: "/flows/import",
  tag: "Flows",
  access: "editor",
  audit: "flow.imported",
  summary: "Make a flow from exported JSON",
  body: Exact({ flow: Type.Unknown() }),
  mostBodyBytes: 8_000_000,
  reply: FlowSummary,
  errors: ["flow.foreign", "flow.format-unknown", "flow.invalid", "flow.not-a-flow"],
});
export const exportFlow = defineRoute({
  method: "get",
  path: "/flows/:flowId/export",
  tag: "Flows",
  access: "viewer",
  audit: "flow.exported",
  summary: "Export the draft and its tests as JSON",
  params: flowParams,
  reply: Type.Object(
    {
      ...Flow.properties,
      tests: Optional(Type.Array(ConversationTest, { maxItems: testLimits.tests })),
    },
    { additionalProperties: false },
  ),
});
export const activateFlow = defineRoute({
  method: "post",
  path: "/flows/:flowId/activate",
  tag: "Flows",
  access: "editor",
  permission: "flows.publish",
  audit: "flow.activated",
  summary: "Let the newest version answer",
  params: flowParams,
  reply: FlowSummary,
  errors: ["flow.not-published"],
});
export const deactivateFlow = defineRoute({
  method: "post",
  path: "/flows/:flowId/deactivate",
  tag: "Flows",
  access: "editor",
  permission: "flows.publish",
  audit: "flow.deactivated",
  summary: "Stop starting new runs",
  params: flowParams,
  reply: FlowSummary,
});
