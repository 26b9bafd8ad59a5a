import {
  anyBoolean,
  between,
  both,
  type Check,
  first,
  listOf,
  matching,
  oneOf,
  shape,
  tagged,
  text,
} from "./check.ts";

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Text of one to so many characters as people see them. */
function graphemes(max: number): Check {
  return (value, path) => {
    const length = typeof value === "string" ? [...characters.segment(value)].length : 0;
    return length < 1 || length > max
      ? `${path} must have 1 to ${max} characters, it has ${length}`
      : undefined;
  };
}

const user = matching(/^U[0-9a-f]{32}$/);
const secure: Check = both(text(2_000), matching(/^https:\/\/[\x21-\x7e]+$/));
const uri: Check = both(text(1_000), matching(/^(https?:\/\/|line:\/\/|tel:\+?\d)[\x21-\x7e]*$/));

const action = (label: number, quick = false): Check => {
  const name = { label: graphemes(label) };
  const displayText = { [quick ? "displayText" : "displayText?"]: graphemes(300) };
  const shown: Record<string, Check> = {
    message: shape({ type: oneOf("message"), ...name, text: graphemes(300) }),
    postback: shape({ type: oneOf("postback"), ...name, data: text(300), ...displayText }),
    uri: shape({ type: oneOf("uri"), ...name, uri }),
  };
  const inQuickReply = { location: shape({ type: oneOf("location"), ...name }) };
  return tagged("type", quick ? { ...shown, ...inQuickReply } : shown);
};

const quickReply = shape({
  items: listOf(
    shape({ type: oneOf("action"), "imageUrl?": secure, action: action(20, true) }),
    1,
    13,
  ),
});
const common = { "quickReply?": quickReply };

const altText = text(1_500);
const part = (longest: number, mostActions: number) => ({
  "thumbnailImageUrl?": secure,
  "title?": graphemes(40),
  text: graphemes(longest),
  actions: listOf(action(20), 1, mostActions),
});

/** With a title or a picture there is less room for text. */
const shortText: Check = (value, path) => {
  const { title, thumbnailImageUrl, text: said } = value as Record<string, unknown>;
  return title === undefined && thumbnailImageUrl === undefined
    ? undefined
    : graphemes(60)(said, `${path}.text`);
};
const alike: Check = (value, path) => {
  const kinds = (value as readonly Record<string, unknown>[]).map((it) =>
    JSON.stringify([
      (it.actions as unknown[]).length,
      it.title === undefined,
      it.thumbnailImageUrl === undefined,
    ]),
  );
  return new Set(kinds).size > 1 ? `${path} must all have the same parts` : undefined;
};
const template = tagged("type", {
  buttons: both(shape({ type: oneOf("buttons"), ...part(160, 4) }), shortText),
  carousel: shape({
    type: oneOf("carousel"),
    columns: both(listOf(both(shape(part(120, 3)), shortText), 1, 10), alike),
  }),
});

const flexText = shape({
  type: oneOf("text"),
  text: text(100_000),
  "weight?": oneOf("regular", "bold"),
  "wrap?": anyBoolean,
});
const flexButton = shape({
  type: oneOf("button"),
  "height?": oneOf("sm", "md"),
  action: action(40),
});
const box = (part: Check) =>
  shape({
    type: oneOf("box"),
    layout: oneOf("vertical", "horizontal"),
    "spacing?": oneOf("sm", "md"),
    contents: listOf(part, 1, 100),
  });
const bytesAtMost =
  (max: number): Check =>
  (value, path) =>
    Buffer.byteLength(JSON.stringify(value)) > max ? `${path} is over ${max} bytes` : undefined;
const bubble = both(
  shape({
    type: oneOf("bubble"),
    "hero?": shape({
      type: oneOf("image"),
      url: secure,
      "size?": oneOf("full"),
      "aspectRatio?": matching(/^\d+:\d+$/),
      "aspectMode?": oneOf("cover", "fit"),
    }),
    "body?": box(flexText),
    "footer?": box(flexButton),
  }),
  bytesAtMost(30_000),
);
const container = tagged("type", {
  bubble,
  carousel: both(
    shape({ type: oneOf("carousel"), contents: listOf(bubble, 1, 12) }),
    bytesAtMost(50_000),
  ),
});

/** Areas of a picture: within it, and at least a pixel large. */
const within =
  (name: string, size: (whole: Record<string, unknown>) => unknown): Check =>
  (value, path) => {
    const whole = value as Record<string, unknown>;
    const { width, height } = size(whole) as { width: number; height: number };
    const wrong = (whole[name] as Record<string, unknown>[])
      .map((it) => (it.bounds ?? it.area) as Record<"x" | "y" | "width" | "height", number>)
      .findIndex((it) => it.x + it.width > width || it.y + it.height > height);
    return wrong < 0 ? undefined : `${path}.${name}[${wrong}] lies outside the picture`;
  };
const areaShape = shape({
  x: between(0, 2_500),
  y: between(0, 2_500),
  width: between(1, 2_500),
  height: between(1, 2_500),
});

const message = tagged("type", {
  text: shape({ type: oneOf("text"), text: text(5_000), ...common }),
  image: shape({
    type: oneOf("image"),
    originalContentUrl: secure,
    previewImageUrl: secure,
    ...common,
  }),
  video: shape({
    type: oneOf("video"),
    originalContentUrl: secure,
    previewImageUrl: secure,
    ...common,
  }),
  audio: shape({
    type: oneOf("audio"),
    originalContentUrl: secure,
    duration: between(1, 86_400_000),
    ...common,
  }),
  location: shape({
    type: oneOf("location"),
    title: text(100),
    address: text(100),
    latitude: between(-90, 90),
    longitude: between(-180, 180),
    ...common,
  }),
  sticker: shape({
    type: oneOf("sticker"),
    packageId: matching(/^\d+$/),
    stickerId: matching(/^\d+$/),
    ...common,
  }),
  template: shape({ type: oneOf("template"), altText, template, ...common }),
  flex: shape({ type: oneOf("flex"), altText, contents: container, ...common }),
  imagemap: both(
    shape({
      type: oneOf("imagemap"),
      baseUrl: secure,
      altText,
      baseSize: shape({ width: oneOf(1_040), height: between(1, 10_000) }),
      actions: listOf(
        tagged("type", {
          message: shape({ type: oneOf("message"), text: text(400), area: areaShape }),
          uri: shape({ type: oneOf("uri"), linkUri: uri, area: areaShape }),
        }),
        1,
        50,
      ),
      ...common,
    }),
    within("actions", (it) => it.baseSize),
  ),
});
const messages = listOf(message, 1, 5);

const menuAlias = matching(/^[a-z0-9_-]{1,32}$/);
const menuId = matching(/^richmenu-[0-9a-f]{32}$/);
const menuAction = tagged("type", {
  message: shape({ type: oneOf("message"), "label?": graphemes(20), text: graphemes(300) }),
  postback: shape({
    type: oneOf("postback"),
    "label?": graphemes(20),
    data: text(300),
    "displayText?": graphemes(300),
  }),
  uri: shape({ type: oneOf("uri"), "label?": graphemes(20), uri }),
  richmenuswitch: shape({
    type: oneOf("richmenuswitch"),
    "label?": graphemes(20),
    richMenuAliasId: menuAlias,
    data: text(300),
  }),
});

const menuShape: Check = (value, path) => {
  const { width, height } = (value as { size: { width: number; height: number } }).size;
  return width / height >= 1.45 ? undefined : `${path}.size must be 1.45 times as wide as high`;
};
const richMenu = both(
  both(
    shape({
      size: shape({ width: between(800, 2_500), height: between(250, 2_500) }),
      selected: anyBoolean,
      name: graphemes(300),
      chatBarText: graphemes(14),
      areas: listOf(shape({ bounds: areaShape, action: menuAction }), 0, 20),
    }),
    menuShape,
  ),
  within("areas", (it) => it.size),
);

const bodies: Readonly<Record<string, Check>> = {
  "message/reply": shape({ replyToken: text(200), messages, "notificationDisabled?": anyBoolean }),
  "message/push": shape({ to: user, messages, "notificationDisabled?": anyBoolean }),
  "chat/loading/start": shape({
    chatId: user,
    "loadingSeconds?": oneOf(5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60),
  }),
  "channel/webhook/endpoint": shape({ endpoint: text(500) }),
  "channel/webhook/test": shape({ "endpoint?": text(500) }),
  richmenu: richMenu,
  "richmenu/alias": shape({ richMenuAliasId: menuAlias, richMenuId: menuId }),
  "richmenu/alias/*": shape({ richMenuId: menuId }),
};

/** Says what is wrong with a call; `path` begins after `/v2/bot/`. Undefined where nothing is. */
export function checkLineCall(
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string | undefined>> = {},
): string | undefined {
  const known = path.replace(/^richmenu\/alias\/.+/, "richmenu/alias/*");
  const check = Object.hasOwn(bodies, known) ? bodies[known] : undefined;
  const key = headers["x-line-retry-key"];
  return first([
    check ? check(body, "body") : `${path} is not known`,
    path === "message/reply" && key !== undefined ? "X-Line-Retry-Key is not supported" : undefined,
    key === undefined ? undefined : uuid(key, "X-Line-Retry-Key"),
  ]);
}

const uuid = matching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
