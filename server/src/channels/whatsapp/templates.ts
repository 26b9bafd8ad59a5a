import type { ChannelTemplates } from "../channel-templates.ts";
import { graphCall } from "../meta/graph-call.ts";
import { object, objects, text } from "../read-json.ts";
import { readTemplate } from "./read-template.ts";
import type { WhatsappSettings } from "./settings.ts";
import { categories, readSubmitted, submitTemplate, templateFlaws } from "./submit-template.ts";

const pageSize = 100;
/** A verified account has at most 6,000 templates. */
const mostPages = 60;
const fields =
  "id,name,language,status,category,parameter_format,components,quality_score,rejected_reason";

/** The templates of a WhatsApp Business Account. */
export const whatsappTemplates: ChannelTemplates<typeof WhatsappSettings> = {
  lacks: ({ wabaId }) =>
    wabaId === undefined || wabaId === ""
      ? "Enter the WhatsApp Business Account ID in the settings: templates belong to that account."
      : undefined,
  ask(settings, replies) {
    const last = replies.at(-1);
    const { next, cursors } = object(object(last?.body).paging);
    const after = text(object(cursors).after);
    if (last && (text(next) === undefined || after === undefined || replies.length >= mostPages)) {
      return undefined;
    }
    const more = after === undefined ? "" : `&after=${encodeURIComponent(after)}`;
    const path = `${settings.wabaId}/message_templates?fields=${fields}&limit=${pageSize}${more}`;
    return graphCall(settings, settings.accessToken, "GET", path);
  },
  read: (replies) =>
    replies.flatMap(({ body }) =>
      objects(object(body).data).flatMap((it) => readTemplate(it) ?? []),
    ),
  submit: {
    categories,
    flaws: templateFlaws,
    ask: submitTemplate,
    read: readSubmitted,
  },
};
