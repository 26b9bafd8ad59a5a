import { type Check, first, listOf, oneOf, shape, text } from "./check.ts";

// https://discord.com/developers/docs/components/reference, https://discord.com/developers/docs/resources/message#create-message
const address =
  (max: number): Check =>
  (value, path) =>
    typeof value === "string" && /^https?:\/\/\S+$/.test(value) && value.length <= max
      ? undefined
      : `${path} must be a web address of at most ${max} characters`;
const linkButton = shape({ type: oneOf(2), style: oneOf(5), label: text(80), url: address(512) });
const tapButton = shape({
  type: oneOf(2),
  style: oneOf(1, 2, 3, 4),
  label: text(80),
  custom_id: text(100),
});
const button: Check = (value, path) =>
  (value as { style?: unknown }).style === 5 ? linkButton(value, path) : tapButton(value, path);
const option = shape({ label: text(100), value: text(100), "description?": text(100) });
const menu = shape({
  type: oneOf(3),
  custom_id: text(100),
  "placeholder?": text(150),
  options: listOf(option, 1, 25, (it) => (it as { value?: unknown }).value),
});
const row: Check = (value, path) => {
  const { components } = (value ?? {}) as { components?: readonly { type?: unknown }[] };
  const isMenu = components?.[0]?.type === 3;
  const inside = isMenu ? listOf(menu, 1, 1) : listOf(button, 1, 5);
  return shape({ type: oneOf(1), components: inside })(value, path);
};
const media = shape({ media: shape({ url: address(2_048) }) });
const inBox: Check = (value, path) => {
  switch ((value as { type?: unknown } | undefined)?.type) {
    case 1:
      return row(value, path);
    case 10:
      return shape({ type: oneOf(10), content: text(4_000) })(value, path);
    case 12:
      return shape({ type: oneOf(12), items: listOf(media, 1, 10) })(value, path);
    default:
      return `${path}.type is not allowed in a box`;
  }
};
const box = shape({ type: oneOf(17), components: listOf(inBox, 1, 40) });
const embed = shape({
  "title?": text(256),
  "description?": text(4_096),
  "image?": shape({ url: address(2_048) }),
});
const mentions = shape({ parse: listOf(text(20), 0, 0) });

/** Says what is wrong with a message; undefined where nothing is. `hasFile`: a file goes along. */
export function checkDiscordMessage(body: unknown, hasFile = false): string | undefined {
  const message = (body ?? {}) as Record<string, unknown>;
  const isBoxes = message.flags === 32_768;
  const parts = isBoxes
    ? shape({ flags: oneOf(32_768), components: listOf(box, 1, 10), allowed_mentions: mentions })
    : shape({
        "content?": text(2_000),
        "embeds?": listOf(embed, 1, 10),
        "components?": listOf(row, 1, 5),
        allowed_mentions: mentions,
      });
  return first([
    parts(body, "body"),
    isBoxes || hasFile || message.content || message.embeds ? undefined : "empty",
    uniqueIds(message),
    isBoxes ? withinWhole(message) : undefined,
  ]);
}

/** Every part of a message of components, at any depth. */
function partsOf(value: unknown): readonly Record<string, unknown>[] {
  const { components = [] } = (value ?? {}) as { components?: readonly Record<string, unknown>[] };
  return components.flatMap((it) => [it, ...partsOf(it)]);
}

function uniqueIds(message: Record<string, unknown>): string | undefined {
  const ids = partsOf(message).flatMap(({ custom_id }) => custom_id ?? []);
  return new Set(ids).size < ids.length ? "a custom_id occurs twice" : undefined;
}

function withinWhole(message: Record<string, unknown>): string | undefined {
  const parts = partsOf(message);
  const words = parts.reduce((sum, { content }) => sum + String(content ?? "").length, 0);
  return parts.length > 40 || words > 4_000
    ? `${parts.length} components with ${words} characters: at most 40 with 4000`
    : undefined;
}
