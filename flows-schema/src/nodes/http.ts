import Type from "typebox";
import { Fields, Items, OneOf, ShortTemplate, Template, VariableName, Whole } from "../fields.ts";
import { defineNodeType, error, next } from "../node-type.ts";

/** Asks or tells another system over HTTP and keeps parts of its answer. */
export const http = defineNodeType({
  type: "http",
  group: "actions",
  title: "HTTP request",
  description: "Fetches from or sends to another system.",
  icon: "world-www",
  data: Fields({
    method: OneOf(["GET", "POST", "PUT", "PATCH", "DELETE"], { title: "Method", default: "GET" }),
    url: ShortTemplate({ title: "Address", filled: true, address: "call", secrets: "url" }),
    headers: Items(
      Fields({
        name: ShortTemplate({ title: "Name" }),
        value: ShortTemplate({ title: "Value", secrets: "header" }),
      }),
      { title: "Headers", maxItems: 20 },
    ),
    body: Type.Optional(Template({ title: "Body (JSON)", secrets: "body" })),
    save: Items(
      Fields({
        path: ShortTemplate({
          title: "Path in the answer",
          description: "`order.status`, or empty for the whole answer",
        }),
        saveTo: VariableName({ title: "Save as", filled: true }),
      }),
      { title: "Keep", maxItems: 20 },
    ),
    timeoutSeconds: Whole(1, 60, { title: "Time limit (seconds)", default: 10 }),
    retries: Whole(0, 5, { title: "Tries after a failure", default: 2 }),
  }),
  ports: () => [next, error],
  summary: ({ method, url }) => `${method} ${url}`,
  waits: () => false,
  answerParts: ({ save }) => save,
  initial: { method: "GET", url: "", headers: [], save: [], timeoutSeconds: 10, retries: 2 },
  example: {
    method: "GET",
    url: "https://api.example.com/orders/{{ orderNumber | url_encode }}",
    headers: [],
    save: [{ path: "status", saveTo: "orderStatus" }],
    timeoutSeconds: 10,
    retries: 2,
  },
});
