import type { ChannelTemplates } from "../channel-templates.ts";
import { graphCall } from "../meta/graph-call.ts";
import { listTemplates } from "../meta/list-templates.ts";
import { readTemplate } from "../meta/read-template.ts";
import { object, objects } from "../read-json.ts";
import type { WhatsappSettings } from "./settings.ts";
import { categories, readSubmitted, submitTemplate, templateFlaws } from "./submit-template.ts";

/** The templates of a WhatsApp Business Account. */
export const whatsappTemplates: ChannelTemplates<typeof WhatsappSettings> = {
  lacks: ({ wabaId }) =>
    wabaId === undefined || wabaId === ""
      ? "Enter the WhatsApp Business Account ID in the settings: templates belong to that account."
      : undefined,
  ask: (settings, replies) =>
    listTemplates(settings.wabaId ?? "", replies, (path) =>
      graphCall(settings, settings.accessToken, "GET", path),
    ),
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
