import {
  type Button,
  isVideoAddress,
  leadsOn,
  type MessageBlock,
  type MessageContent,
  type NodeData,
} from "@chatloom/flows-schema";
import type { Behaviour, Visit } from "../behaviour.ts";
import { chooseOption, type TappableOption } from "../choose-option.ts";
import type { EffectBody } from "../effect.ts";
import { fillButtons, fillCard } from "../fill-buttons.ts";
import { fillUrl } from "../fill-url.ts";
import { numbersShown } from "../numbers-shown.ts";

/**
 * Sends its messages and continues. If only its buttons continue the flow, it waits for a tap, so that the run's
 * variables are still there when the contact has chosen.
 */
export const message: Behaviour<"message"> = {
  enter: (visit) => {
    let number = 1;
    let numbered = false;
    const said = visit.data.blocks.flatMap((block) => {
      const messages = sayBlock(visit, block, number);
      const choices = tapsOf([block]).length;
      numbered ||= choices > 0 && numbersShown(messages);
      number += choices;
      return messages;
    });
    const effects = withMenu(visit, said);
    if (
      !visit.connected("next") &&
      waysOf(visit.data.blocks).some(({ id }) => visit.connected(`button:${id}`))
    ) {
      return { effects, then: { do: "wait", for: "contact", memory: numbered } };
    }
    return { effects, then: { do: "leave", port: "next" } };
  },
  resume: (visit, input, memory) => {
    if (input.type === "event") {
      const button = buttonFor(visit.data, input.name);
      return { then: button ? { do: "leave", port: `button:${button.id}` } : { do: "decline" } };
    }
    const option = chooseOption(visit, tappable(visit), input, memory === true);
    return { then: option ? { do: "leave", port: option.port } : { do: "decline" } };
  },
  takesEvent: (data, event) => buttonFor(data, event) !== undefined,
};

/** The events that a platform's button tells in place of a tap, and what the button does. */
const accountEvents: Readonly<Record<string, Button["action"]>> = {
  "account.linked": "linkAccount",
  "account.unlinked": "unlinkAccount",
};

/** Finds the first button that an event tells of. */
function buttonFor({ blocks }: NodeData<"message">, event: string): Button | undefined {
  const action = Object.hasOwn(accountEvents, event) ? accountEvents[event] : undefined;
  return waysOf(blocks).find((it) => it.action === action);
}

/** Gives the first message the menu that the contact sees from now on. */
function withMenu(visit: Visit<"message">, effects: readonly EffectBody[]): readonly EffectBody[] {
  const menu = visit.render(visit.data.menu ?? "").trim();
  const first = effects.findIndex((it) => it.type === "send");
  return menu === "" || !visit.context.channel.abilities.menus
    ? effects
    : effects.map((it, index) => (index === first && it.type === "send" ? { ...it, menu } : it));
}

function sayBlock(
  visit: Visit<"message">,
  block: MessageBlock,
  firstNumber: number,
): readonly EffectBody[] {
  const content = fillBlock(visit, block);
  if (content === undefined) {
    return [];
  }
  const said = visit.say(content, firstNumber);
  if (!visit.data.typing || !visit.context.channel.abilities.typing) {
    return said;
  }
  return [{ type: "typing", seconds: typingSeconds(content) }, ...said];
}

/** Returns how long typing is shown, in seconds: as long as a fast writer needs, within a maximum. */
function typingSeconds(content: MessageContent): number {
  const length = "text" in content ? content.text.length : 0;
  return Math.min(3, 1 + Math.floor(length / 80));
}

/** Fills in the templates of a message; undefined if nothing is left of it. */
function fillBlock(visit: Visit<"message">, block: MessageBlock): MessageContent | undefined {
  switch (block.kind) {
    case "text": {
      const text = visit.render(block.text);
      return text.trim() === "" ? undefined : { kind: "text", text };
    }
    case "buttons": {
      const { url } = fillUrl(visit, block.imageUrl ?? "");
      const isVideo = isVideoAddress(url);
      return {
        kind: "buttons",
        text: visit.render(block.text),
        buttons: fillButtons(visit, block.buttons),
        imageUrl: isVideo ? undefined : url || undefined,
        videoUrl: isVideo ? url : undefined,
        areas:
          block.areas === undefined || block.areas === "none"
            ? undefined
            : { layout: block.areas, shape: block.shape ?? "square" },
      };
    }
    case "cards":
      return { kind: "cards", cards: block.cards.map((card) => fillCard(visit, card)) };
    case "products": {
      const title = visit.render(block.title ?? "");
      const { url } = fillUrl(visit, block.pageUrl ?? "");
      return {
        kind: "products",
        text: visit.render(block.text),
        catalogId: visit.render(block.catalogId).trim(),
        productIds: filledList(visit, block.productIds) ?? [],
        title: title || undefined,
        pageUrl: url || undefined,
        shopIds: filledList(visit, block.shopIds),
      };
    }
    case "coupon": {
      const { url } = fillUrl(visit, block.url ?? "");
      const { url: imageUrl } = fillUrl(visit, block.imageUrl ?? "");
      return {
        kind: "coupon",
        title: visit.render(block.title).trim(),
        subtitle: visit.render(block.subtitle ?? "").trim() || undefined,
        code: visit.render(block.code).trim() || undefined,
        pageUrl: url || undefined,
        imageUrl: imageUrl || undefined,
      };
    }
    case "receipt": {
      const words = (template: string) => visit.render(template).trim();
      const { url } = fillUrl(visit, block.url ?? "");
      return {
        kind: "receipt",
        orderNumber: words(block.orderNumber),
        name: words(block.name),
        items: block.items.map((it) => ({
          title: words(it.title),
          quantity: words(it.quantity ?? "") || undefined,
          price: words(it.price),
          imageUrl: fillUrl(visit, it.imageUrl ?? "").url || undefined,
        })),
        adjustments: (block.adjustments ?? []).map((it) => ({
          name: words(it.name),
          amount: words(it.amount),
        })),
        total: words(block.total),
        currency: words(block.currency).toUpperCase(),
        payment: words(block.payment),
        pageUrl: url || undefined,
      };
    }
    case "form": {
      const screen = visit.render(block.screen ?? "").trim();
      const { url } = fillUrl(visit, block.pageUrl ?? "");
      const values = (block.values ?? []).map((it) => [
        visit.render(it.name).trim(),
        visit.render(it.value),
      ]);
      return {
        kind: "form",
        text: visit.render(block.text),
        button: visit.render(block.button),
        formId: visit.render(block.formId).trim(),
        screen: screen || undefined,
        values: values.length > 0 ? Object.fromEntries(values) : undefined,
        pageUrl: url || undefined,
      };
    }
    case "location": {
      const name = visit.render(block.name ?? "");
      const address = visit.render(block.address ?? "");
      return {
        kind: "location",
        latitude: block.latitude,
        longitude: block.longitude,
        name: name || undefined,
        address: address || undefined,
      };
    }
    default: {
      const { url } = fillUrl(visit, block.url);
      if (url === "") {
        return undefined;
      }
      const caption = "caption" in block ? visit.render(block.caption ?? "") : "";
      const fileName = block.kind === "file" ? visit.render(block.fileName ?? "") : "";
      return {
        kind: block.kind,
        url,
        caption: caption || undefined,
        fileName: fileName || undefined,
      } as MessageContent;
    }
  }
}

/** Fills in ids; undefined if none is left. */
function filledList(visit: Visit<"message">, ids: readonly string[] = []): string[] | undefined {
  const filled = ids.map((it) => visit.render(it).trim()).filter(Boolean);
  return filled.length > 0 ? filled : undefined;
}

/** Lists the buttons with a port of all messages. */
function waysOf(blocks: readonly MessageBlock[]): readonly Button[] {
  return blocks
    .flatMap((block) =>
      block.kind === "buttons"
        ? block.buttons
        : block.kind === "cards"
          ? block.cards.flatMap((card) => card.buttons)
          : [],
    )
    .filter(leadsOn);
}

/** Lists the buttons that come back as taps. Their numbers continue from message to message, so that "3" is unambiguous. */
function tapsOf(blocks: readonly MessageBlock[]): readonly Button[] {
  return waysOf(blocks).filter(({ action }) => action !== "linkAccount");
}

function tappable({ data, original }: Visit<"message">): TappableOption[] {
  const untranslated = new Map(tapsOf(original.blocks).map(({ id, label }) => [id, label]));
  return tapsOf(data.blocks).map(({ id, label }) => ({
    port: `button:${id}`,
    label,
    original: untranslated.get(id) ?? label,
  }));
}
