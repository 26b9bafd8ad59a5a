import {
  anyBoolean,
  between,
  type Check,
  first,
  listOf,
  matching,
  oneOf,
  shape,
  text,
} from "./check.ts";

// https://developers.viber.com/docs/api/rest-bot-api/#send-message
const address = (value: unknown, path: string) =>
  typeof value === "string" && /^https?:\/\/\S+$/.test(value) && value.length <= 2_000
    ? undefined
    : `${path} must be a web address of at most 2000 characters`;
const anyText: Check = (value, path) =>
  typeof value === "string" ? undefined : `${path} must be text`;
/** HTML in which only Viber's own tags act. */
const markup: Check = (value, path) =>
  text(500)(value, path) ??
  (/<(?!\/?b>|br>)/.test(String(value)) ? `${path} has a strange tag` : undefined);
const columns = between(1, 6);
const look = {
  "Text?": markup,
  "Image?": address,
  "Silent?": anyBoolean,
  "TextHAlign?": oneOf("left", "center", "right"),
  "TextVAlign?": oneOf("top", "middle", "bottom"),
};
const button =
  (rows: number): Check =>
  (value, path) => {
    const { ActionType, Text, Image } = (value ?? {}) as Record<string, unknown>;
    const body = ActionType === "open-url" ? address : text(4_000);
    const shown = Text === undefined && Image === undefined ? `${path} shows nothing` : undefined;
    return (
      shown ??
      shape({
        Columns: columns,
        Rows: between(1, rows),
        ActionType: oneOf("reply", "open-url", "location-picker", "share-phone", "none"),
        ActionBody: body,
        ...look,
      })(value, path)
    );
  };
const keyboard = shape({
  Type: oneOf("keyboard"),
  "DefaultHeight?": anyBoolean,
  Buttons: listOf(button(2), 1, 24),
});
/** Whole cards: each fills the group's rows. */
const filled: Check = (value, path) => {
  const rows = (value as readonly { readonly Rows: number }[]).reduce(
    (sum, it) => sum + it.Rows,
    0,
  );
  return rows % 7 === 0 && rows <= 42 ? undefined : `${path} fills ${rows} rows, not whole cards`;
};
const richMedia = shape({
  Type: oneOf("rich_media"),
  ButtonsGroupColumns: oneOf(6),
  ButtonsGroupRows: oneOf(7),
  "BgColor?": matching(/^#[0-9A-F]{6}$/),
  Buttons: (value, path) => listOf(button(7), 1, 42)(value, path) ?? filled(value, path),
});
const degrees = matching(/^-?\d+(\.\d+)?$/);
const pictureAddress: Check = (value, path) =>
  address(value, path) ?? matching(/\.(jpe?g|png|gif)([?#]|$)/i)(value, path);

const kinds: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  text: { text: text(7_000) },
  picture: {
    text: (value, path) => anyText(value, path) ?? text(768, { blank: true })(value, path),
    media: pictureAddress,
  },
  video: { media: address, size: between(1, 26 * 1_048_576) },
  file: { media: address, size: between(1, 50 * 1_048_576), file_name: text(256) },
  contact: { contact: shape({ name: text(28), phone_number: text(18) }) },
  location: { location: shape({ lat: degrees, lon: degrees }) },
  rich_media: { rich_media: richMedia, alt_text: text(7_000) },
};

const versions: Readonly<Record<string, number>> = { rich_media: 7 };

/** Says what is wrong with the body of `send_message`, or of the answer to `conversation_started`; undefined where nothing is. */
export function checkViberSend(body: unknown, isGreeting = false): string | undefined {
  const { type, min_api_version: version } = (body ?? {}) as Record<string, unknown>;
  const kind = typeof type === "string" && Object.hasOwn(kinds, type) ? kinds[type] : undefined;
  if (kind === undefined) {
    return `body.type must be one of ${Object.keys(kinds).join(", ")}`;
  }
  const shares = /"(location-picker|share-phone)"/.test(JSON.stringify(body));
  const needed = versions[String(type)] ?? (shares ? 3 : 1);
  return first([
    shape({
      ...(isGreeting ? {} : { receiver: text(100) }),
      "min_api_version?": between(1, 10),
      sender: shape({ name: text(28), "avatar?": address }),
      "tracking_data?": text(4_000),
      "keyboard?": keyboard,
      type: anyText,
      ...kind,
    })(body, "body"),
    Number(version ?? 1) < needed ? `body.min_api_version must be at least ${needed}` : undefined,
    Buffer.byteLength(JSON.stringify(body)) > 30 * 1_024 ? "the message is over 30 KB" : undefined,
  ]);
}
