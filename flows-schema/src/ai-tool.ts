import Type, { type Static } from "typebox";
import {
  Fields,
  FlowId,
  Items,
  Label,
  OneOf,
  ShortTemplate,
  Switch,
  Tags,
  Template,
  type When,
} from "./fields.ts";

const byHttp: When = { when: "kind", is: ["http"] };

/** A value that a model must give when it calls a tool. */
export const ToolParameter = Fields({
  name: Label({ title: "Name", filled: true }),
  type: OneOf(["string", "number", "boolean", "date", "choice"], {
    title: "Type",
    default: "string",
  }),
  choices: Type.Optional(
    Tags({ title: "Allowed values", shown: { when: "type", is: ["choice"] } }),
  ),
  description: ShortTemplate({ title: "What it is" }),
  required: Switch({ title: "Must be given" }),
});
export type ToolParameter = Static<typeof ToolParameter>;

/** A tool that a model can call: another system, or a flow whose results it reads. */
export const AiTool = Fields({
  name: Label({ title: "Name", filled: true }),
  description: Template({ title: "When to use it", filled: true }),
  kind: OneOf(["http", "subflow"], { title: "What it does", default: "http" }),
  parameters: Items(ToolParameter, { title: "Values it needs", maxItems: 20 }),
  flowId: Type.Optional(
    FlowId({
      title: "Flow",
      filled: { when: "kind", is: ["subflow"] },
      shown: { when: "kind", is: ["subflow"] },
    }),
  ),
  method: Type.Optional(
    OneOf(["GET", "POST", "PUT", "PATCH", "DELETE"], {
      title: "Method",
      default: "GET",
      shown: byHttp,
    }),
  ),
  url: Type.Optional(
    ShortTemplate({
      title: "Address",
      filled: byHttp,
      address: "call",
      shown: byHttp,
      secrets: "url",
    }),
  ),
  headers: Type.Optional(
    Items(
      Fields({
        name: ShortTemplate({ title: "Name" }),
        value: ShortTemplate({ title: "Value", secrets: "header" }),
      }),
      { title: "Headers", maxItems: 20 },
    ),
  ),
  body: Type.Optional(Template({ title: "Body (JSON)", shown: byHttp, secrets: "body" })),
});
export type AiTool = Static<typeof AiTool>;
