import Type from "typebox";
import { Fields, Items, OneOf, ShortTemplate } from "../fields.ts";
import { defineNodeType, error, next } from "../node-type.ts";

/** Sends a template the platform has approved, which also works outside the message window. */
export const template = defineNodeType({
  type: "template",
  group: "messages",
  title: "Approved template",
  description: "Sends a WhatsApp or ZNS template, also after the message window has closed.",
  icon: "template",
  data: Fields({
    name: ShortTemplate({ title: "Template name", filled: true, widget: "messageTemplate" }),
    language: Type.String({
      title: "Language code",
      maxLength: 20,
      widget: "templateLanguage",
      filled: true,
    }),
    parameters: Items(
      Fields({
        place: OneOf(["header", "body", "button"], { title: "Where" }),
        kind: OneOf(["text", "image", "video", "document", "payload", "code"], {
          title: "Kind",
          default: "text",
        }),
        value: ShortTemplate({ title: "Value", filled: true }),
        name: Type.Optional(ShortTemplate({ title: "Name" })),
        index: Type.Optional(
          Type.Integer({ minimum: 0, maximum: 9, title: "Button number", widget: "number" }),
        ),
      }),
      { title: "Parameters", maxItems: 30, widget: "templateParameters" },
    ),
  }),
  ports: () => [next, error],
  summary: ({ name, language }) => `${name} (${language})`,
  waits: () => false,
  sentTemplate: ({ name, language, parameters }) => ({ name, language, parameters }),
  initial: { name: "", language: "en_US", parameters: [] },
  example: {
    name: "order_update",
    language: "en_US",
    parameters: [{ place: "body", kind: "text", value: "{{ contact.firstName }}" }],
  },
});
