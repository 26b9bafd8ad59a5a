import type { MessageTemplate, TemplateStatus } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import { addressBelow } from "../address-below.ts";
import type { TemplateNews } from "../channel-event.ts";
import type { ChannelTemplates } from "../channel-templates.ts";
import type { HttpCall, HttpReply } from "../http-call.ts";
import { id, type Json, object, objects, text, webAddress } from "../read-json.ts";
import { zaloHeaders } from "./call.ts";
import type { ZaloSettings } from "./settings.ts";

const pageSize = 100;

/** The templates of an Official Account (ZBS, formerly ZNS). The list names them; what values one takes is asked one by one. */
export const zaloTemplates: ChannelTemplates<typeof ZaloSettings> = {
  ask(settings, replies) {
    const pages = listPages(replies);
    const listed = pages.flatMap(namesIn);
    const last = pages.at(-1);
    if (!last || namesIn(last).length === pageSize) {
      return call(settings, `template/all?offset=${listed.length}&limit=${pageSize}`);
    }
    const next = listed[replies.length - pages.length];
    return next === undefined
      ? undefined
      : call(settings, `template/info/v2?template_id=${encodeURIComponent(next)}`);
  },
  read: (replies) => {
    const details = replies.slice(listPages(replies).length);
    return details.flatMap(({ body }) => readDetails(object(object(body).data)) ?? []);
  },
};

function call(settings: ZaloSettings, path: string): HttpCall {
  return {
    method: "GET",
    url: addressBelow(settings.templateBaseUrl, path),
    headers: zaloHeaders(settings),
  };
}

/** The list comes in pages, before the details. */
function listPages(replies: readonly HttpReply[]): readonly HttpReply[] {
  const end = replies.findIndex(({ body }) => !Array.isArray(object(body).data));
  return end < 0 ? replies : replies.slice(0, end);
}

function namesIn({ body }: HttpReply): readonly string[] {
  return objects(object(body).data).map((it) => id(it.templateId) ?? "");
}

function readDetails(given: Json): MessageTemplate | undefined {
  const templateId = id(given.templateId);
  if (templateId === undefined) {
    return undefined;
  }
  const status = readStatus(text(given.status));
  return {
    id: templateId,
    name: templateId,
    language: "",
    status,
    body: "",
    buttons: objects(given.listButtons).map((it) => text(it.title) ?? ""),
    parameters: objects(given.listParams).flatMap((it) => {
      const name = text(it.name);
      const optional = it.require === false || undefined;
      return name === undefined
        ? []
        : [{ place: "body" as const, kind: "text" as const, name, ...defined({ optional }) }];
    }),
    ...defined({
      title: text(given.templateName),
      category: text(given.templateTag),
      quality: readQuality(text(given.templateQuality)),
      reason: status === "approved" ? undefined : text(given.reason),
      previewUrl: webAddress(given.previewUrl),
    }),
  };
}

const statuses: Readonly<Record<string, TemplateStatus>> = {
  ENABLE: "approved",
  PENDING_REVIEW: "pending",
  DRAFT: "pending",
  REJECT: "rejected",
  DISABLE: "disabled",
  DELETE: "disabled",
};

function readStatus(word: string | undefined): TemplateStatus {
  const name = word?.toUpperCase() ?? "";
  return Object.hasOwn(statuses, name) ? (statuses[name] ?? "pending") : "pending";
}

const qualities: Readonly<Record<string, MessageTemplate["quality"]>> = {
  HIGH: "high",
  MEDIUM: "medium",
  LOW: "low",
};

function readQuality(word: string | undefined): MessageTemplate["quality"] {
  const name = word?.toUpperCase() ?? "";
  return Object.hasOwn(qualities, name) ? qualities[name] : undefined;
}

/** Reads the events about a template: its review (`change_template_status`) and quality (`change_template_quality`). */
export function parseTemplateNews(event: Json): TemplateNews | undefined {
  const templateId = id(event.template_id);
  const status = text(object(event.status).new_status) ?? text(event.status);
  const quality = text(object(event.quality).new_quality) ?? text(event.quality);
  if (templateId === undefined || (status === undefined && quality === undefined)) {
    return undefined;
  }
  const change = defined({
    status: status === undefined ? undefined : readStatus(status),
    reason: text(event.reason),
    quality: readQuality(quality),
  });
  return { about: "template", templateId, name: templateId, language: "", change };
}
