import type { AccountNews, TemplateNews } from "../channel-event.ts";
import { defined, id, type Json, object, text } from "../read-json.ts";
import { readQuality, readReason, readStatus } from "./template-words.ts";

/** Reads news about the business account that no person is part of; undefined where it is of no use here. */
export function parseAccountNews(field: string, value: Json): AccountNews | undefined {
  switch (field) {
    case "message_template_status_update":
    case "message_template_quality_update":
    case "template_category_update":
      return parseTemplateNews(value);
    default:
      return undefined;
  }
}

/** What the value holds tells what changed: Meta's documents show quality under the name of the status field, too. */
function parseTemplateNews(value: Json): TemplateNews | undefined {
  const templateId = id(value.message_template_id);
  const name = text(value.message_template_name);
  if (templateId === undefined || name === undefined) {
    return undefined;
  }
  const change = changeOf(value);
  if (Object.keys(change).length === 0) {
    return undefined;
  }
  const language = text(value.message_template_language) ?? "";
  return { about: "template", templateId, name, language, change };
}

function changeOf(value: Json): TemplateNews["change"] {
  const score = text(value.new_quality_score);
  if (score !== undefined) {
    return defined({ quality: readQuality(score) });
  }
  // A day ahead there is a `correct_category`; the category itself changes with the second event.
  if (text(value.new_category) !== undefined) {
    return text(value.correct_category) === undefined
      ? defined({ category: text(value.new_category) })
      : {};
  }
  const event = text(value.event);
  if (event === undefined) {
    return {};
  }
  return {
    status: readStatus(event),
    ...defined({
      reason: reasonOf(value),
      category: text(value.message_template_category),
    }),
  };
}

/** The most precise reason that Meta gives, in words. */
function reasonOf(value: Json): string | undefined {
  const { title, description } = object(value.other_info);
  const rejection = object(value.rejection_info);
  const told = [text(rejection.reason), text(rejection.recommendation)].filter(
    (it) => it !== undefined,
  );
  if (told.length > 0) {
    return told.join(" ");
  }
  return readReason(text(value.reason)) ?? text(description) ?? readReason(text(title));
}
