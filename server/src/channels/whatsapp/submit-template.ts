import {
  defined,
  draftFlaws,
  type MessageTemplate,
  placeholdersOf,
  type TemplateDraft,
} from "@chatloom/flows-schema";
import { addressBelow } from "../address-below.ts";
import type { SubmittedDraft } from "../channel-templates.ts";
import type { HttpCall, HttpReply } from "../http-call.ts";
import { graphCall } from "../meta/graph-call.ts";
import { readTemplate } from "../meta/read-template.ts";
import { readStatus } from "../meta/template-words.ts";
import { id, object, text } from "../read-json.ts";
import type { WhatsappSettings } from "./settings.ts";

type Part = Record<string, unknown>;
interface Flaw {
  readonly at: string;
  readonly message: string;
}

/** The purposes that members may choose. Authentication templates have a fixed text and are made on Meta's pages. */
export const categories = ["MARKETING", "UTILITY"] as const;

/** Finds what Meta would refuse. The rules are those of its template documentation of 2026. */
export function templateFlaws(draft: TemplateDraft): readonly Flaw[] {
  return [
    ...(draft.name === "" ? [{ at: "/name", message: draftFlaws.empty }] : []),
    ...(/^[a-z]{2,3}([_-][A-Za-z]{2,4})?$/.test(draft.language)
      ? []
      : [{ at: "/language", message: draftFlaws.language }]),
    ...headerFlaws(draft),
    ...bodyFlaws(draft),
    ...buttonFlaws(draft),
  ];
}

function headerFlaws({
  headerKind,
  headerText = "",
  headerExample,
  headerFile,
}: TemplateDraft): Flaw[] {
  if (headerKind === "text") {
    const places = placeholdersOf(headerText);
    return [
      ...(headerText.trim() === "" ? [{ at: "/headerText", message: draftFlaws.empty }] : []),
      ...(places.length > 1 || (places[0] ?? "1") !== "1"
        ? [{ at: "/headerText", message: draftFlaws.oneValue }]
        : []),
      ...(places.length === 1 && !headerExample
        ? [{ at: "/headerExample", message: draftFlaws.valueExample }]
        : []),
    ];
  }
  const needsFile = headerKind !== "none";
  return needsFile && !headerFile ? [{ at: "/headerFile", message: draftFlaws.sampleFile }] : [];
}

function bodyFlaws({ body, examples }: TemplateDraft): Flaw[] {
  const places = placeholdersOf(body);
  const words = body
    .replace(/\{\{[^}]*\}\}/g, " ")
    .split(/\s+/)
    .filter(Boolean).length;
  const flaws: Flaw[] = [];
  const add = (wrong: boolean, at: string, message: string) => {
    if (wrong) {
      flaws.push({ at, message });
    }
  };
  add(body.trim() === "", "/body", draftFlaws.empty);
  add(
    places.some((name, index) => name !== String(index + 1)),
    "/body",
    draftFlaws.order,
  );
  add(/^\s*\{\{|\}\}\s*$/.test(body), "/body", draftFlaws.edge);
  add(/\}\}\s*\{\{/.test(body), "/body", draftFlaws.between);
  add(places.length > 0 && words < places.length * 2 + 1, "/body", draftFlaws.fewWords);
  add(
    examples.filter((it) => it.trim() !== "").length !== places.length,
    "/examples",
    draftFlaws.examples,
  );
  return flaws;
}

function buttonFlaws({ buttons }: TemplateDraft): Flaw[] {
  const isReply = buttons.map((it) => it.kind === "quickReply");
  const turns = isReply.filter((it, index) => index > 0 && it !== isReply[index - 1]).length;
  const count = (kind: TemplateDraft["buttons"][number]["kind"]) =>
    buttons.filter((it) => it.kind === kind).length;
  return [
    ...(turns > 1 ? [{ at: "/buttons", message: draftFlaws.repliesTogether }] : []),
    ...(count("url") > 2 ? [{ at: "/buttons", message: draftFlaws.mostUrls }] : []),
    ...(count("phone") > 1 ? [{ at: "/buttons", message: draftFlaws.mostPhones }] : []),
    ...(count("copyCode") > 1 ? [{ at: "/buttons", message: draftFlaws.mostCodes }] : []),
    ...buttons.flatMap((button, index) =>
      buttonFlaw(button).map(({ at, message }) => ({ at: `/buttons/${index}${at}`, message })),
    ),
  ];
}

function buttonFlaw({
  kind,
  label,
  url = "",
  phone = "",
  example,
}: TemplateDraft["buttons"][number]): Flaw[] {
  const empty =
    label.trim() === "" && kind !== "copyCode" ? [{ at: "/label", message: draftFlaws.empty }] : [];
  switch (kind) {
    case "url": {
      const places = placeholdersOf(url);
      const valueInside = places.length > 1 || (places.length === 1 && !/\{\{1\}\}$/.test(url));
      return [
        ...empty,
        ...(/^https?:\/\/\S+$/.test(url) ? [] : [{ at: "/url", message: draftFlaws.url }]),
        ...(valueInside ? [{ at: "/url", message: draftFlaws.urlValue }] : []),
        ...(places.length === 1 && !example
          ? [{ at: "/example", message: draftFlaws.urlExample }]
          : []),
      ];
    }
    case "phone":
      return [
        ...empty,
        ...(/^\+?\d{5,19}$/.test(phone) ? [] : [{ at: "/phone", message: draftFlaws.phone }]),
      ];
    case "copyCode":
      return example && example.length <= 15 ? [] : [{ at: "/example", message: draftFlaws.code }];
    case "quickReply":
      return empty;
  }
}

/**
 * Gives the next call that submits a template. A sample file is uploaded first, in two calls: the first opens the upload, the second
 * sends the bytes and gives the handle.
 */
export function submitTemplate(
  draft: SubmittedDraft,
  settings: WhatsappSettings,
  replies: readonly HttpReply[],
): HttpCall | undefined {
  const { file } = draft;
  const uploads = file ? 2 : 0;
  if (file && replies.length === 0) {
    const { appId } = settings;
    const query = new URLSearchParams({
      file_name: file.fileName,
      file_length: String(file.size),
      file_type: file.mimeType,
    });
    // `app` is the app that the token was made for.
    const path = `${appId === undefined || appId === "" ? "app" : appId}/uploads?${query}`;
    return graphCall(settings, settings.accessToken, "POST", path, {});
  }
  if (file && replies.length === 1) {
    const session = id(object(replies[0]?.body).id) ?? "upload:unknown";
    const { fileId, fileName, mimeType } = file;
    return {
      method: "POST",
      url: addressBelow(settings.apiBaseUrl, `${settings.apiVersion}/${session}`),
      headers: { authorization: `OAuth ${settings.accessToken}`, file_offset: "0" },
      upload: { fileId, fileName, mimeType },
    };
  }
  if (replies.length > uploads) {
    return undefined;
  }
  const handle = text(object(replies[1]?.body).h);
  const path = `${settings.wabaId}/message_templates`;
  return graphCall(settings, settings.accessToken, "POST", path, creation(draft, handle));
}

function creation(draft: TemplateDraft, handle: string | undefined): Part {
  const { name, language, category } = draft;
  return {
    name,
    language,
    category,
    parameter_format: "POSITIONAL",
    components: componentsOf(draft, handle),
  };
}

function componentsOf(draft: TemplateDraft, handle: string | undefined): readonly Part[] {
  const { body, examples, footer = "", buttons } = draft;
  return [
    ...headerOf(draft, handle),
    {
      type: "BODY",
      text: body,
      example: placeholdersOf(body).length > 0 ? { body_text: [examples] } : undefined,
    },
    ...(footer.trim() === "" ? [] : [{ type: "FOOTER", text: footer }]),
    ...(buttons.length === 0 ? [] : [{ type: "BUTTONS", buttons: buttons.map(buttonOf) }]),
  ];
}

function headerOf(
  { headerKind, headerText = "", headerExample }: TemplateDraft,
  handle: string | undefined,
): readonly Part[] {
  switch (headerKind) {
    case "none":
      return [];
    case "text":
      return [
        {
          type: "HEADER",
          format: "TEXT",
          text: headerText,
          example:
            placeholdersOf(headerText).length > 0 ? { header_text: [headerExample] } : undefined,
        },
      ];
    default:
      return [
        {
          type: "HEADER",
          format: headerKind.toUpperCase(),
          example: handle === undefined ? undefined : { header_handle: [handle] },
        },
      ];
  }
}

function buttonOf({
  kind,
  label,
  url = "",
  phone = "",
  example = "",
}: TemplateDraft["buttons"][number]): Part {
  switch (kind) {
    case "quickReply":
      return { type: "QUICK_REPLY", text: label };
    case "url":
      return {
        type: "URL",
        text: label,
        url,
        example: placeholdersOf(url).length > 0 ? [example] : undefined,
      };
    case "phone":
      return { type: "PHONE_NUMBER", text: label, phone_number: phone };
    case "copyCode":
      return { type: "COPY_CODE", example };
  }
}

/** Reads what Meta answered: it may have chosen another category than asked for. */
export function readSubmitted(
  draft: TemplateDraft,
  { body }: HttpReply,
): MessageTemplate | undefined {
  const { id: templateId, status, category } = object(body);
  const read = readTemplate({
    id: templateId,
    name: draft.name,
    language: draft.language,
    category: text(category) ?? draft.category,
    status: text(status) ?? "PENDING",
    components: componentsOf(draft, undefined),
  });
  return read && { ...read, ...defined({ status: readStatus(text(status)) }) };
}
