import type { ContentOf } from "@chatloom/flows-schema";
import { defined } from "@chatloom/flows-schema";
import type { ChannelTemplates } from "../channel-templates.ts";
import { graphCall } from "../meta/graph-call.ts";
import { listTemplates } from "../meta/list-templates.ts";
import { readTemplate } from "../meta/read-template.ts";
import { object, objects } from "../read-json.ts";
import type { MessengerSettings } from "./settings.ts";

type Parameter = ContentOf<"template">["parameters"][number];

/** The utility templates of a page. They are made on Meta's own pages. */
export const messengerTemplates: ChannelTemplates<typeof MessengerSettings> = {
  lacks: ({ pageId }) =>
    pageId === undefined || pageId === ""
      ? "Enter the Page ID in the settings: templates belong to the page."
      : undefined,
  ask: (settings, replies) =>
    listTemplates(settings.pageId ?? "", replies, (path) =>
      graphCall(settings, settings.pageAccessToken, "GET", path),
    ),
  read: (replies) =>
    replies.flatMap(({ body }) =>
      objects(object(body).data).flatMap((it) => readTemplate(it) ?? []),
    ),
};

/** Composes the `template` of a message: its parameters by place. Buttons take the payload that comes back. */
export function composeUtilityTemplate({ name, language, parameters }: ContentOf<"template">) {
  const at = (place: Parameter["place"]) => parameters.filter((it) => it.place === place);
  const buttons = at("button")
    .toSorted((a, b) => (a.index ?? 0) - (b.index ?? 0))
    .map(({ value }) => ({ type: "POSTBACK", payload: value.slice(0, 1_000) }));
  const components = [
    ...component("header", at("header").map(parameter)),
    ...component("body", at("body").map(parameter)),
    ...component("buttons", buttons),
  ];
  return {
    name,
    language: { code: language },
    components: components.length > 0 ? components : undefined,
  };
}

function component(type: string, parameters: readonly object[]): readonly object[] {
  return parameters.length === 0 ? [] : [{ type, parameters }];
}

function parameter({ kind, value, name }: Parameter): object {
  const named = defined({ parameter_name: name === "" ? undefined : name });
  return kind === "image" || kind === "video" || kind === "document"
    ? { type: kind, ...named, [kind]: { link: value } }
    : { type: "text", ...named, text: value.trim() || "-" };
}
