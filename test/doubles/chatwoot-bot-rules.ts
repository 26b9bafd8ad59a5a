import {
  anyBoolean,
  type Check,
  first,
  listOf,
  oneOf,
  shape,
  tagged,
  text,
  webAddress,
} from "./check.ts";

const any: Check = () => undefined;
const action = tagged("type", {
  link: shape({ type: any, text: text(255), uri: text(2_000) }),
  postback: shape({ type: any, text: text(255), payload: text(2_000) }),
});
const card = shape({
  title: text(4_096),
  description: text(4_096, { blank: true }),
  "media_url?": webAddress,
  actions: listOf(action, 1, 10),
});
const base = {
  content: text(150_000, { blank: true }),
  message_type: oneOf("outgoing"),
  private: anyBoolean,
  source_id: text(255),
};
const plain = shape({ ...base, "attachments[]?": any });
const select = shape({
  ...base,
  content_type: oneOf("input_select"),
  content_attributes: shape({
    items: listOf(shape({ title: text(255), value: text(2_000) }), 1, 50),
  }),
});
const cards = shape({
  ...base,
  content_type: oneOf("cards"),
  content_attributes: shape({ items: listOf(card, 1, 10) }),
});

/** Says what Chatwoot finds wrong with a message of its agent bot; undefined where nothing is. */
export function checkChatwootMessage(body: unknown): string | undefined {
  const given = (body ?? {}) as Readonly<Record<string, unknown>>;
  const kinds: Readonly<Record<string, Check>> = { input_select: select, cards };
  const check = kinds[String(given.content_type)] ?? plain;
  const isEmpty = given.content === "" && given["attachments[]"] === undefined;
  return first([check(body, "message"), isEmpty ? "content is empty" : undefined]);
}
