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
const byServer: When = { when: "kind", is: ["mcp"] };
/** A server describes its tools itself. */
const ownWords: When = { when: "kind", is: ["http", "subflow"] };

/** The most tools that a model may be offered in one call, and the longest name of one (the protocol advises 128). */
export const mostServerTools = 50;
export const longestToolName = 128;

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

/** A tool that a model can call: another system, a flow whose results it reads, or the allowed tools of an MCP server. */
export const AiTool = Fields({
  name: Label({ title: "Name", filled: ownWords, shown: ownWords }),
  description: Template({ title: "When to use it", filled: ownWords, shown: ownWords }),
  kind: OneOf(["http", "subflow", "mcp"], { title: "What it does", default: "http" }),
  parameters: Items(ToolParameter, { title: "Values it needs", maxItems: 20, shown: ownWords }),
  serverId: Type.Optional(
    Type.String({
      maxLength: 64,
      widget: "mcpServer",
      title: "MCP server",
      filled: byServer,
      shown: byServer,
    }),
  ),
  /** The allow-list, by the server's names. */
  serverTools: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: longestToolName }), {
      maxItems: mostServerTools,
      uniqueItems: true,
      widget: "mcpTools",
      title: "Allowed tools",
      description: "The AI may call these tools of the server and no others.",
      filled: byServer,
      shown: byServer,
    }),
  ),
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
