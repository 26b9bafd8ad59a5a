import { importedParts, importedProducts, importOutcomes } from "@chatloom/flows-schema/import";
import Type from "typebox";
import { FlowSummary } from "./flows.ts";
import { Optional } from "./optional.ts";
import { defineRoute } from "./route.ts";
import { Exact, Name } from "./shapes.ts";

/** One part of an imported bot: what became of it, and the step that does its work. */
const ImportedPart = Exact({
  outcome: Type.Enum([...importOutcomes], { type: "string" }),
  part: Type.Enum([...importedParts], { type: "string" }),
  /** The place in the source. */
  name: Type.String(),
  /** The source's own word for its type. */
  type: Type.String(),
  notes: Type.Array(
    Exact({
      code: Type.String(),
      /** In English. */
      message: Type.String(),
      values: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
    }),
  ),
  nodeId: Optional(Type.String()),
});
const BotFiles = Exact({
  files: Type.Array(
    Exact({
      path: Type.String({ minLength: 1, maxLength: 300 }),
      /** The file's JSON; absent for files that are no JSON. */
      value: Type.Optional(Type.Unknown()),
    }),
    { minItems: 1, maxItems: 2_000 },
  ),
});
const preview = {
  product: Type.Enum([...importedProducts], { type: "string" }),
  name: Name,
  steps: Type.Integer(),
  report: Type.Array(ImportedPart),
};
const most = 8_000_000;

/** Returns the report of an import, and makes nothing. */
export const previewBot = defineRoute({
  method: "post",
  path: "/flows/preview-bot",
  tag: "Flows",
  access: "editor",
  audit: { none: "It changes nothing" },
  summary: "Tell what an export of another product would become",
  body: BotFiles,
  mostBodyBytes: most,
  reply: Exact(preview),
  errors: ["flow.foreign", "flow.not-a-flow"],
});
/**
 * Takes an export of Typebot (versions 3 to 6.1), Botpress 12 (the JSON files of a bot) or Flowise AgentFlow v2. Every block, way,
 * variable and setting of the source is in `report`. Refuses other products with `flow.foreign`.
 */
export const importBot = defineRoute({
  method: "post",
  path: "/flows/import-bot",
  tag: "Flows",
  access: "editor",
  audit: "flow.imported",
  summary: "Make a flow from an export of another product",
  body: BotFiles,
  mostBodyBytes: most,
  reply: Exact({ ...preview, flow: FlowSummary }),
  errors: ["flow.foreign", "flow.not-a-flow"],
});
