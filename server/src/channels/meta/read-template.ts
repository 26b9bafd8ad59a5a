import {
  defined,
  type MessageTemplate,
  placeholdersOf,
  type TemplateParameter,
} from "@chatloom/flows-schema";
import { id, type Json, object, objects, text } from "../read-json.ts";
import { readQuality, readReason, readStatus } from "./template-words.ts";

/** Reads a template of the list; undefined where it lacks what names it. */
export function readTemplate(given: Json): MessageTemplate | undefined {
  const templateId = id(given.id);
  const name = text(given.name);
  const language = text(given.language);
  if (templateId === undefined || name === undefined || language === undefined) {
    return undefined;
  }
  const components = objects(given.components);
  const part = (type: string) => components.find((it) => partType(it) === type) ?? {};
  const header = part("HEADER");
  const buttons = objects(part("BUTTONS").buttons);
  const parameters = [
    ...headerParameters(header),
    ...textParameters("body", part("BODY"), given),
    ...buttons.flatMap(buttonParameters),
  ];
  const status = readStatus(text(given.status));
  return {
    id: templateId,
    name,
    language,
    status,
    ...defined({
      category: text(given.category),
      quality: readQuality(text(object(given.quality_score).score)),
      reason: status === "approved" ? undefined : readReason(text(given.rejected_reason)),
      header: text(header.text),
      footer: text(part("FOOTER").text),
    }),
    body: text(part("BODY").text) ?? "",
    buttons: buttons.map((it) => text(it.text) ?? text(it.type) ?? ""),
    parameters,
  };
}

function partType({ type }: Json): string {
  return (text(type) ?? "").toUpperCase();
}

function headerParameters(header: Json): readonly TemplateParameter[] {
  const format = (text(header.format) ?? "").toLowerCase();
  switch (format) {
    case "image":
    case "video":
    case "document":
      return [{ place: "header", kind: format }];
    // A moving picture is sent as a video.
    case "gif":
      return [{ place: "header", kind: "video" }];
    default:
      return textParameters("header", header);
  }
}

function textParameters(
  place: "header" | "body",
  part: Json,
  { parameter_format }: Json = {},
): readonly TemplateParameter[] {
  const example = object(part.example);
  const named = objects(example[`${place}_text_named_params`]);
  const rows = example[`${place}_text`];
  const row = Array.isArray(rows) && Array.isArray(rows[0]) ? rows[0] : rows;
  return placeholdersOf(text(part.text) ?? "").map((name, index) => {
    const isNamed = parameter_format === "NAMED" || !/^\d+$/.test(name);
    const found = isNamed
      ? named.find((it) => it.param_name === name)?.example
      : Array.isArray(row)
        ? row[index]
        : undefined;
    return {
      place,
      kind: "text",
      ...defined({ name: isNamed ? name : undefined, example: text(found) }),
    };
  });
}

function buttonParameters(button: Json, index: number): readonly TemplateParameter[] {
  switch (partType(button)) {
    case "URL": {
      const url = text(button.url) ?? "";
      return url.includes("{{") ? [{ place: "button", kind: "text", index, url }] : [];
    }
    case "QUICK_REPLY":
    // Messenger's word for it.
    case "POSTBACK":
      return [{ place: "button", kind: "payload", index, optional: true }];
    case "COPY_CODE":
      return [{ place: "button", kind: "code", index }];
    default:
      return [];
  }
}
