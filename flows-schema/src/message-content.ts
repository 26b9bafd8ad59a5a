import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { pictureLayouts, pictureShapes } from "./picture-areas.ts";
import { ratingScales } from "./rating-form.ts";

/**
 * CONTRACT. What a message holds once templates are filled in: the one shape in which messages travel between runtime, channels,
 * the store, the live panel and the widget. `payload` is an opaque token that comes back when the
 * contact taps; see `route-token.ts` of the runtime.
 */
const exact = { additionalProperties: false } as const;
const text = Type.String({ maxLength: 100_000 });
const url = Type.String({ maxLength: 4_000 });

/** A reply the contact may tap instead of typing. */
export const QuickReply = Type.Object(
  { label: text, payload: text, imageUrl: Optional(url) },
  exact,
);
export type QuickReply = Static<typeof QuickReply>;

/** How much of the screen a page takes that opens inside the chat, the most first. */
export const pageWindows = ["full", "tall", "compact"] as const;

/** A filled-in button. */
export const ContentButton = Type.Union([
  Type.Object(
    {
      type: Type.Literal("postback"),
      label: text,
      payload: text,
      /** Where the platform links accounts, the tap unlinks the contact's in place of coming back. */
      unlinks: Optional(Type.Literal(true)),
    },
    exact,
  ),
  Type.Object(
    {
      type: Type.Literal("url"),
      label: text,
      url,
      /** Where the platform opens pages inside the chat. */
      window: Optional(Type.Enum([...pageWindows], { type: "string" })),
      /** The page signs the contact in, and the platform then says that their account is linked. */
      links: Optional(Type.Literal(true)),
    },
    exact,
  ),
  Type.Object({ type: Type.Literal("phone"), label: text, phone: text }, exact),
]);
export type ContentButton = Static<typeof ContentButton>;

/** A filled-in card. */
export const ContentCard = Type.Object(
  {
    title: text,
    subtitle: Optional(text),
    imageUrl: Optional(url),
    buttons: Type.Array(ContentButton),
  },
  exact,
);
export type ContentCard = Static<typeof ContentCard>;

/** A row of a list message. */
export const ListRow = Type.Object(
  { label: text, description: Optional(text), payload: text },
  exact,
);
export type ListRow = Static<typeof ListRow>;

/** A person's contact details, as sent from an address book. */
export const ContactCard = Type.Object(
  {
    name: text,
    phones: Type.Array(text),
    emails: Type.Array(text),
    organization: Optional(text),
    addresses: Optional(Type.Array(text)),
    /** As the platform gives it, usually `YYYY-MM-DD`. */
    birthday: Optional(text),
  },
  exact,
);
export type ContactCard = Static<typeof ContactCard>;

const media = {
  /** Where to fetch it: absolute, or `/files/...` of this server. Empty while a platform's file is still being fetched. */
  url,
  /** Kept in the server's own files under this id. */
  fileId: Optional(text),
  /** The platform's own handle, from which the server fetches it. */
  platformId: Optional(text),
  mimeType: Optional(text),
  fileName: Optional(text),
  /** In bytes. */
  size: Optional(Type.Integer({ minimum: 0 })),
};
const replies = { replies: Optional(Type.Array(QuickReply)) };
/**
 * Data that a platform sends along: answers of a form, the product a question is about, a payment. Flows read
 * it as `{{ message.data.… }}`; agents see it below the message.
 */
const data = { data: Optional(Type.Record(Type.String(), Type.Unknown())) };
const kind = <const K extends string>(name: K) => ({ kind: Type.Literal(name) });

/** A form of the platform that asks for a rating. What the contact gives comes back with the `token`. */
export const RatingForm = Type.Object(
  {
    token: text,
    scale: Type.Enum([...ratingScales], { type: "string" }),
    look: Type.Enum(["stars", "faces", "points"], { type: "string" }),
    /** Stands with the button in the chat. */
    title: text,
    button: text,
    /** Stands in the form. Absent: the platform's own words. */
    question: Optional(text),
    privacyUrl: url,
    /** It has room for a comment. */
    comment: Type.Boolean(),
    days: Type.Integer({ minimum: 1, maximum: 7 }),
  },
  exact,
);
export type RatingForm = Static<typeof RatingForm>;

/** Any message, incoming or outgoing. Which kinds a channel can show is data: see `abilities.ts`. */
export const MessageContent = Type.Union([
  Type.Object(
    {
      ...kind("text"),
      text,
      ...replies,
      ...data,
      /** The answer that the text asks for, where the channel lets people choose it, or send their own with one tap. */
      wants: Optional(Type.Enum(["date", "time", "phone", "email"], { type: "string" })),
      /** The form that asks for a rating in place of the text, where the platform has one. */
      rating: Optional(RatingForm),
    },
    exact,
  ),
  Type.Object({ ...kind("image"), ...media, caption: Optional(text), ...replies }, exact),
  Type.Object({ ...kind("video"), ...media, caption: Optional(text), ...replies }, exact),
  Type.Object(
    {
      ...kind("audio"),
      ...media,
      voice: Optional(Type.Boolean()),
      caption: Optional(text),
      ...replies,
    },
    exact,
  ),
  Type.Object({ ...kind("file"), ...media, caption: Optional(text), ...replies }, exact),
  Type.Object({ ...kind("sticker"), ...media, emoji: Optional(text) }, exact),
  Type.Object(
    {
      ...kind("location"),
      latitude: Type.Number({ minimum: -90, maximum: 90 }),
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
      name: Optional(text),
      address: Optional(text),
    },
    exact,
  ),
  Type.Object({ ...kind("contacts"), contacts: Type.Array(ContactCard) }, exact),
  Type.Object(
    {
      ...kind("buttons"),
      text,
      buttons: Type.Array(ContentButton),
      imageUrl: Optional(url),
      /** In place of a picture. */
      videoUrl: Optional(url),
      /** How the picture is divided, where its areas stand for the buttons, in their order. */
      areas: Optional(
        Type.Object(
          {
            layout: Type.Enum(pictureLayouts, { type: "string" }),
            shape: Type.Enum(pictureShapes, { type: "string" }),
          },
          exact,
        ),
      ),
    },
    exact,
  ),
  Type.Object({ ...kind("list"), text, button: text, rows: Type.Array(ListRow) }, exact),
  Type.Object({ ...kind("cards"), cards: Type.Array(ContentCard) }, exact),
  Type.Object({ ...kind("locationRequest"), text }, exact),
  /** Products of a catalogue that the platform keeps; without `productIds`, the whole catalogue. `pageUrl` shows them elsewhere. */
  Type.Object(
    {
      ...kind("products"),
      text,
      catalogId: text,
      productIds: Type.Array(text),
      title: Optional(text),
      pageUrl: Optional(url),
      /** Meta's own ids of the products; Messenger shows these. */
      shopIds: Optional(Type.Array(text)),
    },
    exact,
  ),
  /** A code to copy, or a page, that makes something cheaper. */
  Type.Object(
    {
      ...kind("coupon"),
      title: text,
      subtitle: Optional(text),
      code: Optional(text),
      pageUrl: Optional(url),
      imageUrl: Optional(url),
    },
    exact,
  ),
  /** The receipt of an order. Amounts are as the author wrote them. */
  Type.Object(
    {
      ...kind("receipt"),
      orderNumber: text,
      name: text,
      items: Type.Array(
        Type.Object(
          { title: text, quantity: Optional(text), price: text, imageUrl: Optional(url) },
          exact,
        ),
      ),
      adjustments: Type.Array(Type.Object({ name: text, amount: text }, exact)),
      total: text,
      currency: text,
      payment: text,
      pageUrl: Optional(url),
    },
    exact,
  ),
  /** A form that the platform keeps and shows by itself. Its answers come back as `data` of a text. `pageUrl` shows it elsewhere. */
  Type.Object(
    {
      ...kind("form"),
      text,
      button: text,
      formId: text,
      screen: Optional(text),
      values: Optional(Type.Record(Type.String(), text)),
      pageUrl: Optional(url),
    },
    exact,
  ),
  Type.Object(
    {
      ...kind("template"),
      name: text,
      language: text,
      /** Filled-in parameters by place: header, body, button; positional (`name` absent) or named. */
      parameters: Type.Array(
        Type.Object(
          {
            place: Type.Enum(["header", "body", "button"], { type: "string" }),
            kind: Type.Enum(["text", "image", "video", "document", "payload", "code"], {
              type: "string",
            }),
            value: text,
            name: Optional(text),
            /** Which button, from 0. */
            index: Optional(Type.Integer({ minimum: 0, maximum: 9 })),
          },
          exact,
        ),
      ),
      /** The text as far as it is known here, for the thread. */
      preview: Optional(text),
    },
    exact,
  ),
  Type.Object({ ...kind("reaction"), messageId: text, emoji: text }, exact),
  /** Something the platform sent that cannot be shown; `what` is its own name for it. */
  Type.Object({ ...kind("unsupported"), what: text }, exact),
]);
export type MessageContent = Static<typeof MessageContent>;
export type ContentKind = MessageContent["kind"];
/** The message content of one kind. */
export type ContentOf<K extends ContentKind> = Extract<MessageContent, { kind: K }>;
