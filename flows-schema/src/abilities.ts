import Type, { type Static } from "typebox";

const count = Type.Integer({ minimum: 0 });
const mimeTypes = Type.Array(Type.String());
const exact = { additionalProperties: false } as const;

/**
 * CONTRACT. What a channel can show and do, as data. The lint, the preview in the studio and the downgrade at
 * send time (`fitToChannel` of the runtime) all read this one table. `null` means: not at all.
 */
export const Abilities = Type.Object(
  {
    text: Type.Object(
      {
        max: count,
        /** How the platform counts: UTF-16 units, UTF-8 bytes, or what a person would call characters. */
        unit: Type.Enum(["utf16", "bytes", "graphemes"], { type: "string" }),
      },
      exact,
    ),
    /** In what labels, card titles and descriptions are counted, where it is not `text.unit`. */
    labelUnit: Type.Optional(Type.Enum(["utf16", "bytes", "graphemes"], { type: "string" })),
    /** Longest caption under a picture, video or file; 0 where there are no captions. */
    caption: count,
    /** The kinds that take a caption, where not all of them do. */
    captionKinds: Type.Optional(
      Type.Array(Type.Enum(["image", "video", "audio", "file"], { type: "string" })),
    ),
    quickReplies: Type.Union([
      Type.Null(),
      Type.Object(
        {
          max: count,
          label: count,
          /** Longest text above them. */ text: count,
          onMedia: Type.Boolean(),
        },
        exact,
      ),
    ]),
    buttons: Type.Union([
      Type.Null(),
      Type.Object(
        {
          max: count,
          label: count,
          text: count,
          url: Type.Boolean(),
          phone: Type.Boolean(),
          /** False where address buttons must stand alone, one in a message (WhatsApp). */
          mixed: Type.Boolean(),
          /**
           * The longest text between a picture or video and the buttons, all in one message. 0: the text goes before. Absent: the
           * picture or video goes before.
           */
          picture: Type.Optional(count),
          video: Type.Optional(count),
        },
        exact,
      ),
    ]),
    list: Type.Union([
      Type.Null(),
      Type.Object(
        { rows: count, label: count, description: count, text: count, button: count },
        exact,
      ),
    ]),
    cards: Type.Union([
      Type.Null(),
      Type.Object(
        {
          min: count,
          max: count,
          title: count,
          subtitle: count,
          buttons: count,
          /** Every card needs a picture. */
          imageNeeded: Type.Boolean(),
          /** Every card needs the same number and kinds of buttons. */
          uniform: Type.Boolean(),
          /** Every card needs at least one button. */
          buttonNeeded: Type.Optional(Type.Boolean()),
        },
        exact,
      ),
    ]),
    /** Largest file in bytes by kind; a kind not named cannot be sent and becomes a link. */
    media: Type.Object(
      {
        image: Type.Optional(count),
        video: Type.Optional(count),
        audio: Type.Optional(count),
        file: Type.Optional(count),
        sticker: Type.Optional(count),
      },
      exact,
    ),
    /** Types of content each kind may have; a kind not named takes any. A file of another type goes as a file or a link. */
    mediaTypes: Type.Optional(
      Type.Object(
        {
          image: Type.Optional(mimeTypes),
          video: Type.Optional(mimeTypes),
          audio: Type.Optional(mimeTypes),
          file: Type.Optional(mimeTypes),
          sticker: Type.Optional(mimeTypes),
        },
        exact,
      ),
    ),
    location: Type.Boolean(),
    contacts: Type.Boolean(),
    locationRequest: Type.Boolean(),
    /** Products of a catalogue that the platform keeps, and forms that it shows by itself. Absent: it has none. */
    products: Type.Optional(Type.Boolean()),
    forms: Type.Optional(Type.Boolean()),
    /** Coupons, receipts of orders and products by Meta's own ids. Absent: they are sent as text. */
    shop: Type.Optional(Type.Boolean()),
    /** A date or time to choose in place of typing it. Absent: it is typed. */
    pickers: Type.Optional(Type.Boolean()),
    /** The own details that people can send with one tap when a question asks for them. Absent: people type them. */
    shares: Type.Optional(Type.Array(Type.Enum(["phone", "email"], { type: "string" }))),
    /** Buttons that link the contact's account at the company. Absent: the page opens, and nothing is told of it. */
    accountLinking: Type.Optional(Type.Boolean()),
    /** A form of the platform that asks for a rating, and its longest texts. Absent: the question is a message. */
    ratingForms: Type.Optional(
      Type.Object({ title: count, button: count, question: count, leastQuestion: count }, exact),
    ),
    /** Pictures with areas to tap. Absent: the picture and buttons are sent. */
    pictureAreas: Type.Optional(Type.Boolean()),
    /** Menus below the chat that a flow may choose for one contact. Absent: it has none. */
    menus: Type.Optional(Type.Boolean()),
    template: Type.Boolean(),
    reactions: Type.Boolean(),
    typing: Type.Boolean(),
    receipts: Type.Object({ delivered: Type.Boolean(), read: Type.Boolean() }, exact),
    /** How long after the contact's last message the channel takes free-form messages. */
    window: Type.Union([
      Type.Null(),
      Type.Object(
        {
          hours: Type.Number(),
          outside: Type.Enum(["template", "humanAgent", "nothing"], { type: "string" }),
          /** How long people may write after the contact's last message, where that is longer. */
          peopleHours: Type.Optional(Type.Number()),
          /** After how long the platform bills each message. */
          freeHours: Type.Optional(Type.Number()),
        },
        exact,
      ),
    ]),
    /** Whether marketing may go only to contacts who agreed to it. Absent: to all who did not refuse it. */
    marketingConsent: Type.Optional(Type.Boolean()),
    /** Whether repeating a send with the same key, or with the same reply token, is harmless. */
    idempotencyKey: Type.Boolean(),
    /** How many messages one call may carry; they arrive together. Absent: one. */
    messagesPerCall: Type.Optional(count),
    /** The documented sending limits of one account: sustained per second and burst; the same per contact. */
    rate: Type.Object(
      {
        perSecond: Type.Number(),
        burst: count,
        perContact: Type.Optional(Type.Object({ perSecond: Type.Number(), burst: count }, exact)),
      },
      exact,
    ),
  },
  exact,
);
export type Abilities = Static<typeof Abilities>;
