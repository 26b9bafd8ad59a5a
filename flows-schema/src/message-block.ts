import Type, { type Static } from "typebox";
import {
  Fields,
  Items,
  MediaUrl,
  OneOf,
  PartId,
  ShortTemplate,
  Tagged,
  Template,
} from "./fields.ts";
import { pageWindows } from "./message-content.ts";
import { pictureLayouts, pictureShapes } from "./picture-areas.ts";

/**
 * A button under a message: leads on through its own port, opens a page, or calls a number. In Messenger it can also link the contact's account
 * at the company, or unlink it; then it leads on.
 */
export const Button = Fields({
  id: PartId(),
  label: ShortTemplate({ title: "Label", filled: true, limit: "buttonLabel" }),
  action: OneOf(["next", "url", "phone", "linkAccount", "unlinkAccount"], { title: "When tapped" }),
  url: Type.Optional(
    ShortTemplate({
      title: "Web address",
      filled: { when: "action", is: ["url", "linkAccount"] },
      address: "page",
    }),
  ),
  window: Type.Optional(
    OneOf([...pageWindows], {
      title: "Size of the page in Messenger",
      shown: { when: "action", is: ["url"] },
    }),
  ),
  phone: Type.Optional(
    ShortTemplate({ title: "Phone number", filled: { when: "action", is: ["phone"] } }),
  ),
});
export type Button = Static<typeof Button>;

/** Tells whether a button has a port. */
export function leadsOn({ action }: Pick<Button, "action">): boolean {
  return action !== "url" && action !== "phone";
}

/** A picture with a title, a line below and buttons; several make a carousel. */
export const Card = Fields({
  id: PartId(),
  title: ShortTemplate({ title: "Title", filled: true, limit: "cardTitle" }),
  subtitle: Type.Optional(ShortTemplate({ title: "Subtitle", limit: "cardSubtitle" })),
  imageUrl: Type.Optional(MediaUrl({ title: "Picture" })),
  buttons: Items(Button, { maxItems: 5, title: "Buttons", limit: "cardButtons" }),
});
export type Card = Static<typeof Card>;

const media = {
  id: PartId(),
  url: MediaUrl({ title: "File", filled: true }),
  caption: Type.Optional(Template({ title: "Caption", limit: "caption" })),
};

const elsewhere = Type.Optional(
  ShortTemplate({
    title: "Page for other channels",
    description: "Channels that cannot show it send this address.",
    address: "page",
  }),
);

/** One bubble of a message node. */
export const MessageBlock = Tagged(
  "kind",
  [
    Fields({
      kind: Type.Literal("text"),
      id: PartId(),
      text: Template({ title: "Text", filled: true, limit: "text" }),
    }),
    Fields({ kind: Type.Literal("image"), ...media }),
    Fields({ kind: Type.Literal("video"), ...media }),
    Fields({ kind: Type.Literal("audio"), id: media.id, url: media.url }),
    Fields({
      kind: Type.Literal("file"),
      ...media,
      fileName: Type.Optional(ShortTemplate({ title: "File name", reader: "contact" })),
    }),
    Fields({
      kind: Type.Literal("location"),
      id: PartId(),
      latitude: Type.Number({ minimum: -90, maximum: 90, title: "Latitude", widget: "number" }),
      longitude: Type.Number({ minimum: -180, maximum: 180, title: "Longitude", widget: "number" }),
      name: Type.Optional(ShortTemplate({ title: "Name", reader: "contact" })),
      address: Type.Optional(ShortTemplate({ title: "Address", reader: "contact" })),
    }),
    Fields({
      kind: Type.Literal("sticker"),
      id: PartId(),
      url: MediaUrl({ title: "Sticker", filled: true }),
    }),
    Fields({
      kind: Type.Literal("cards"),
      id: PartId(),
      cards: Items(Card, { minItems: 1, maxItems: 10, title: "Cards", limit: "cards" }),
    }),
    Fields({
      kind: Type.Literal("buttons"),
      id: PartId(),
      text: Template({
        title: "Text",
        filled: { when: "imageUrl", is: [""] },
        limit: "text",
      }),
      buttons: Items(Button, { minItems: 1, maxItems: 10, title: "Buttons", limit: "buttons" }),
      imageUrl: Type.Optional(MediaUrl({ title: "Picture or video" })),
      areas: Type.Optional(
        OneOf(["none", ...pictureLayouts], {
          title: "Areas of the picture to tap",
          description:
            "In LINE, an uploaded picture is divided so. Its areas stand for the buttons, in their order. Other channels show picture and buttons.",
        }),
      ),
      shape: Type.Optional(
        OneOf([...pictureShapes], {
          title: "Shape of the picture",
          shown: { when: "areas", is: [...pictureLayouts] },
        }),
      ),
    }),
    Fields({
      kind: Type.Literal("products"),
      id: PartId(),
      text: Template({ title: "Text", filled: true, limit: "text" }),
      catalogId: ShortTemplate({
        title: "Catalogue ID",
        description: "Of the Meta catalogue that is connected to the WhatsApp number.",
      }),
      productIds: Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
        maxItems: 30,
        widget: "tags",
        title: "Product IDs",
        description: "As in the catalogue. Left empty, the whole catalogue is offered.",
      }),
      title: Type.Optional(ShortTemplate({ title: "Heading of the list", reader: "contact" })),
      shopIds: Type.Optional(
        Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
          maxItems: 30,
          widget: "tags",
          title: "Product IDs in Messenger",
          description: "Meta's own IDs of the items in the catalogue of the page.",
        }),
      ),
      pageUrl: elsewhere,
    }),
    Fields({
      kind: Type.Literal("form"),
      id: PartId(),
      text: Template({ title: "Text", filled: true, limit: "text" }),
      button: ShortTemplate({ title: "Button", filled: true, limit: "buttonLabel" }),
      formId: ShortTemplate({
        title: "WhatsApp form ID",
        description: "Of a published flow in WhatsApp Manager.",
        filled: true,
      }),
      screen: Type.Optional(ShortTemplate({ title: "Screen to begin with" })),
      values: Type.Optional(
        Items(
          Fields({
            name: ShortTemplate({ title: "Name", filled: true }),
            value: ShortTemplate({ title: "Value" }),
          }),
          { title: "Values for that screen", maxItems: 20 },
        ),
      ),
      pageUrl: elsewhere,
    }),
    Fields({
      kind: Type.Literal("coupon"),
      id: PartId(),
      title: ShortTemplate({ title: "Title", filled: true, reader: "contact" }),
      subtitle: Type.Optional(ShortTemplate({ title: "Subtitle", reader: "contact" })),
      code: ShortTemplate({ title: "Code" }),
      url: Type.Optional(ShortTemplate({ title: "Web address", address: "page" })),
      imageUrl: Type.Optional(MediaUrl({ title: "Picture" })),
    }),
    Fields({
      kind: Type.Literal("receipt"),
      id: PartId(),
      orderNumber: ShortTemplate({ title: "Order number", filled: true }),
      name: ShortTemplate({ title: "Name of the customer", filled: true }),
      items: Items(
        Fields({
          title: ShortTemplate({ title: "Title", filled: true, reader: "contact" }),
          quantity: Type.Optional(ShortTemplate({ title: "Quantity" })),
          price: ShortTemplate({ title: "Price", filled: true }),
          imageUrl: Type.Optional(MediaUrl({ title: "Picture" })),
        }),
        { title: "Items", maxItems: 100 },
      ),
      adjustments: Type.Optional(
        Items(
          Fields({
            name: ShortTemplate({ title: "Name", filled: true, reader: "contact" }),
            amount: ShortTemplate({ title: "Amount", filled: true }),
          }),
          { title: "Discounts", maxItems: 20 },
        ),
      ),
      total: ShortTemplate({ title: "Total", filled: true }),
      currency: ShortTemplate({
        title: "Currency",
        description: "Three letters: `USD`, `VND`.",
        filled: true,
      }),
      payment: ShortTemplate({ title: "How it was paid", filled: true, reader: "contact" }),
      url: Type.Optional(ShortTemplate({ title: "Page of the order", address: "page" })),
    }),
  ],
  { widget: "block" },
);
export type MessageBlock = Static<typeof MessageBlock>;
