import {
  type Abilities,
  type ContentButton,
  foldText,
  type MessageContent,
  measureText,
} from "@chatloom/flows-schema";

/** Lists the faults of a message, by the channel's abilities alone. */
export function problemsOf(content: MessageContent, abilities: Abilities): string[] {
  const problems: string[] = [];
  const atMost = (what: string, text: string, max: number) => {
    if (measureText(text, abilities.text.unit) > max) {
      problems.push(`${what} is too long`);
    }
    if (text.trim() === "") {
      problems.push(`${what} is empty`);
    }
  };
  const labels = (all: readonly string[], max: number) => {
    for (const label of all) {
      atMost("label", label, max);
    }
    if (new Set(all.map(foldText)).size < all.length) {
      problems.push("labels are alike");
    }
  };
  const count = (what: string, length: number, most: number, least = 0) => {
    if (length > most || length < least) {
      problems.push(`${length} ${what}`);
    }
  };
  const links = (buttons: readonly ContentButton[]) => {
    const limits = abilities.buttons;
    for (const { type } of buttons) {
      if ((type === "url" && !limits?.url) || (type === "phone" && !limits?.phone)) {
        problems.push(`no ${type} buttons here`);
      }
    }
  };
  if ("replies" in content && content.replies) {
    const limits = abilities.quickReplies;
    if (!limits) {
      problems.push("no quick replies here");
    } else {
      count("quick replies", content.replies.length, limits.max, 1);
      labels(
        content.replies.map((it) => it.label),
        limits.label,
      );
      if (content.kind === "text") {
        atMost("text", content.text, limits.text);
      } else if (!limits.onMedia) {
        problems.push("no quick replies on media here");
      }
    }
  }
  switch (content.kind) {
    case "text":
    case "locationRequest":
      atMost("text", content.text, abilities.text.max);
      if (content.kind === "locationRequest" && !abilities.locationRequest) {
        problems.push("no location requests here");
      }
      break;
    case "image":
    case "video":
    case "audio":
    case "file":
    case "sticker":
      if (!abilities.media[content.kind]) {
        problems.push(`no ${content.kind} here`);
      }
      if ("caption" in content && content.caption) {
        atMost("caption", content.caption, abilities.caption);
      }
      break;
    case "buttons": {
      const limits = abilities.buttons;
      if (!limits) {
        return [...problems, "no buttons here"];
      }
      atMost("text", content.text, Math.min(limits.text, abilities.text.max));
      count("buttons", content.buttons.length, limits.max, 1);
      labels(
        content.buttons.map((it) => it.label),
        limits.label,
      );
      links(content.buttons);
      if (
        !limits.mixed &&
        content.buttons.length > 1 &&
        content.buttons.some((it) => it.type !== "postback")
      ) {
        problems.push("a link does not stand alone");
      }
      break;
    }
    case "list": {
      const limits = abilities.list;
      if (!limits) {
        return [...problems, "no lists here"];
      }
      atMost("text", content.text, Math.min(limits.text, abilities.text.max));
      atMost("button", content.button, limits.button);
      count("rows", content.rows.length, limits.rows, 1);
      labels(
        content.rows.map((it) => it.label),
        limits.label,
      );
      for (const { description } of content.rows) {
        if (description !== undefined) {
          atMost("description", description, limits.description);
        }
      }
      break;
    }
    case "cards": {
      const limits = abilities.cards;
      if (!limits) {
        return [...problems, "no cards here"];
      }
      count("cards", content.cards.length, limits.max, limits.min);
      for (const card of content.cards) {
        atMost("title", card.title, limits.title);
        if (card.subtitle !== undefined) {
          atMost("subtitle", card.subtitle, limits.subtitle);
        }
        count("buttons", card.buttons.length, limits.buttons);
        links(card.buttons);
        if (limits.imageNeeded && !card.imageUrl) {
          problems.push("a card has no picture");
        }
      }
      const kinds = content.cards.map((card) => card.buttons.map((it) => it.type).join());
      if (limits.uniform && new Set(kinds).size > 1) {
        problems.push("cards are not alike");
      }
      break;
    }
  }
  return problems;
}
