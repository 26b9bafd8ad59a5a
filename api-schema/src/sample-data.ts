import Type, { type Static } from "typebox";
import { Job } from "./jobs.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id } from "./shapes.ts";

/** The sample data of a workspace: invented contacts, conversations, a segment and a flow. */
export const SampleData = Exact({
  state: Type.Enum(["none", "filling", "present", "removing"], { type: "string" }),
  /** The job that fills or removes, or did last. */
  job: Optional(Job),
  contacts: Type.Integer(),
  conversations: Type.Integer(),
  /** The items that members changed or use elsewhere. `stays`: the item remains when the sample data is removed. */
  changed: Type.Array(
    Exact({
      kind: Type.Enum(["contact", "flow", "segment", "field", "tag"], { type: "string" }),
      id: Id,
      name: Type.String(),
      stays: Type.Boolean(),
    }),
  ),
});
export type SampleData = Static<typeof SampleData>;

const common = { tag: "Sample data", access: "admin", reply: SampleData } as const;

export const readSampleData = defineRoute({
  ...common,
  access: "viewer",
  method: "get",
  path: "/sample-data",
  summary: "Read whether the workspace has sample data",
});
export const fillSampleData = defineRoute({
  ...common,
  method: "post",
  path: "/sample-data/fill",
  audit: "sampleData.filled",
  summary: "Fill the workspace with sample data, as a job",
  body: Exact({ language: Type.Enum(["en", "vi"], { type: "string" }) }),
  errors: ["sample-data.exists", "sample-data.no-website"],
});
export const removeSampleData = defineRoute({
  ...common,
  method: "post",
  path: "/sample-data/remove",
  audit: "sampleData.removed",
  summary: "Remove the sample data, as a job; changed flows, segments, fields and tags stay",
  errors: ["sample-data.busy"],
});
