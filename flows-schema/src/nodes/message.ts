import Type from "typebox";
import { Fields, Items, ShortTemplate, Switch } from "../fields.ts";
import { leadsOn, MessageBlock } from "../message-block.ts";
import { defineNodeType, next, type Port } from "../node-type.ts";

/** Sends one or more bubbles; buttons that lead on have a port each. */
export const message = defineNodeType({
  type: "message",
  group: "messages",
  title: "Message",
  description: "Sends texts, pictures, files, cards and buttons.",
  icon: "message-circle",
  data: Fields({
    blocks: Items(MessageBlock, { title: "Content", filled: true, maxItems: 20, widget: "blocks" }),
    typing: Switch({ title: "Show typing before each bubble", default: true }),
    menu: Type.Optional(
      ShortTemplate({
        title: "Menu in LINE from now on",
        description:
          "The name of a menu of the LINE channel, for this contact only. `default` takes it away again.",
      }),
    ),
  }),
  ports: ({ blocks }) => {
    const buttons = blocks.flatMap(buttonPorts);
    // With buttons that lead on, what follows may be left to them.
    return [...buttons, buttons.length > 0 ? { ...next, optional: true } : next];
  },
  summary: ({ blocks }) => blocks.map(firstWords).join(" · "),
  waits: () => false,
  asks: ({ blocks }) =>
    blocks.some((it) => buttonPorts(it).length > 0)
      ? [{ text: blocks.map(firstWords).join(" · "), kind: "choice" }]
      : [],
  fills: "words",
  initial: { blocks: [{ kind: "text", id: "text1", text: "" }], typing: true },
  example: {
    blocks: [
      { kind: "text", id: "hello", text: "Hello {{ contact.firstName | default: 'there' }}!" },
      {
        kind: "buttons",
        id: "more",
        text: "Would you like to see our prices?",
        buttons: [
          { id: "yes", label: "Yes, please", action: "next" },
          { id: "site", label: "Open the website", action: "url", url: "https://example.com" },
        ],
      },
    ],
    typing: true,
  },
});

function buttonPorts(block: MessageBlock): Port[] {
  const buttons =
    block.kind === "buttons"
      ? block.buttons
      : block.kind === "cards"
        ? block.cards.flatMap((card) => card.buttons)
        : [];
  return buttons
    .filter(leadsOn)
    .map((button) => ({ id: `button:${button.id}`, kind: "option", label: button.label }));
}

function firstWords(block: MessageBlock): string {
  switch (block.kind) {
    case "text":
    case "buttons":
    case "products":
    case "form":
      return block.text;
    case "cards":
      return block.cards.map((card) => card.title).join(", ");
    case "coupon":
      return block.title;
    case "receipt":
      return block.orderNumber;
    case "location":
      return block.name ?? `${block.latitude}, ${block.longitude}`;
    case "audio":
    case "sticker":
      return block.kind;
    default:
      return block.caption ?? block.kind;
  }
}
