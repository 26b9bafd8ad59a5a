import { isRecord } from "./is-record.ts";

type Json = Readonly<Record<string, unknown>>;

/** How the exports of other products look; the first that fits is taken. */
const products: readonly { readonly name: string; readonly fits: (value: Json) => boolean }[] = [
  {
    name: "n8n",
    fits: (it) =>
      (isRecord(it.connections) && records(it.nodes).length > 0) ||
      records(it.nodes).some((node) => /^(@?n8n)/.test(text(node.type))),
  },
  {
    name: "Typebot",
    fits: (it) =>
      Array.isArray(it.groups) &&
      (Array.isArray(it.edges) || "typebotId" in it || isText(it.version)),
  },
  {
    name: "Botpress",
    fits: (it) =>
      (isText(it.startNode) && Array.isArray(it.nodes)) ||
      (Array.isArray(it.flows) && (Array.isArray(it.qnas) || Array.isArray(it.intents))) ||
      records(it.flows).some((flow) => isText(flow.startNode)) ||
      text(it.$schema).includes("botpress"),
  },
  {
    name: "ManyChat",
    fits: (it) =>
      (isRecord(it.content) &&
        (Array.isArray(it.content.messages) || Array.isArray(it.content.quick_replies))) ||
      /manychat/i.test(`${text(it.app)} ${text(it.source)} ${text(it.$schema)}`),
  },
  {
    name: "Langflow",
    fits: (it) =>
      isRecord(it.data) && records(it.data.nodes).some((node) => node.type === "genericNode"),
  },
  {
    name: "Flowise",
    fits: (it) =>
      records(it.nodes).some(
        ({ type, data }) =>
          isRecord(data) &&
          (Array.isArray(data.inputAnchors) ||
            Array.isArray(data.baseClasses) ||
            (Array.isArray(data.inputParams) && (type === "customNode" || type === "agentFlow"))),
      ),
  },
  {
    name: "Voiceflow",
    fits: (it) => isRecord(it.diagrams) && ("project" in it || "version" in it || "_version" in it),
  },
];

/** Names the product whose export this JSON seems to be; undefined when none is recognised. */
export function recogniseForeignFlow(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    const nodeRed = records(value).some((it) => Array.isArray(it.wires) && isText(it.type));
    return nodeRed ? "Node-RED" : value.length === 1 ? recogniseForeignFlow(value[0]) : undefined;
  }
  return isRecord(value) ? products.find((it) => it.fits(value))?.name : undefined;
}

function records(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function text(value: unknown): string {
  return isText(value) ? value : "";
}
