import { defined } from "@chatloom/flows-schema";
import type { AccountNews, StandingNews, TemplateNews } from "../channel-event.ts";
import { readQuality, readReason, readStatus } from "../meta/template-words.ts";
import { id, type Json, object, objects, text } from "../read-json.ts";
import { readDailyLimit } from "./standing.ts";

/** Reads news about the business account that no person is part of; undefined where it is of no use here. */
export function parseAccountNews(field: string, value: Json): AccountNews | undefined {
  switch (field) {
    case "message_template_status_update":
    case "message_template_quality_update":
    case "template_category_update":
      return parseTemplateNews(value);
    case "business_capability_update":
    case "phone_number_quality_update":
      return parseLimit(value);
    case "account_update":
      return parseAccountUpdate(value);
    default:
      return undefined;
  }
}

/** Reads a change by the content of its value, because Meta's documents show quality under the status field's name, too. */
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

function parseLimit(value: Json): StandingNews | undefined {
  const dailyLimit = readDailyLimit(
    value.max_daily_conversations_per_business ?? value.current_limit,
  );
  return dailyLimit === undefined ? undefined : { about: "standing", standing: { dailyLimit } };
}

const restrictions: Readonly<Record<string, string>> = {
  ACCOUNT_VIOLATION:
    "WhatsApp says that the account broke its policy. Look in the WhatsApp Manager.",
  ACCOUNT_DELETED: "The WhatsApp Business Account was deleted.",
  ACCOUNT_OFFBOARDED: "The number left the Cloud API.",
  ACCOUNT_RECONNECTED: "",
};

/** Reads a restriction of the account, or its end; undefined for the many other events. */
function parseAccountUpdate(value: Json): StandingNews | undefined {
  const event = text(value.event) ?? "";
  const restriction = restrictionOf(event, value);
  return restriction === undefined ? undefined : { about: "standing", standing: { restriction } };
}

function restrictionOf(event: string, value: Json): string | undefined {
  if (event === "ACCOUNT_RESTRICTION") {
    const kinds = objects(value.restriction_info).map((it) => text(it.restriction_type) ?? "");
    return `WhatsApp restricts the account: ${kinds.filter((it) => it !== "").join(", ") || event}`;
  }
  if (event === "DISABLED_UPDATE") {
    const state = text(object(value.ban_info).waba_ban_state) ?? "DISABLE";
    return state === "REINSTATE" ? "" : "WhatsApp has disabled the account, or will soon.";
  }
  return Object.hasOwn(restrictions, event) ? restrictions[event] : undefined;
}
