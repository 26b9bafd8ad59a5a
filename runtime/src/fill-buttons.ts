import type { Button, Card, ContentButton, ContentCard } from "@chatloom/flows-schema";
import type { Visit } from "./behaviour.ts";
import { fillUrl } from "./fill-url.ts";

type Filling = Pick<Visit, "render" | "renderParts" | "token">;

/** Fills in the labels and addresses of buttons. Buttons that continue the flow get the route token of their port. */
export function fillButtons(visit: Filling, buttons: readonly Button[]): ContentButton[] {
  return buttons.map((button): ContentButton => {
    const label = visit.render(button.label);
    if (button.action === "url") {
      const { url } = fillUrl(visit, button.url ?? "");
      return { type: "url", label, url, window: button.window };
    }
    if (button.action === "linkAccount") {
      const { url } = fillUrl(visit, button.url ?? "");
      return { type: "url", label, url, links: true };
    }
    if (button.action === "phone") {
      return { type: "phone", label, phone: visit.render(button.phone ?? "") };
    }
    const payload = visit.token(`button:${button.id}`);
    return button.action === "unlinkAccount"
      ? { type: "postback", label, payload, unlinks: true }
      : { type: "postback", label, payload };
  });
}

/** Fills in the templates of a card. */
export function fillCard(visit: Filling, card: Card): ContentCard {
  const subtitle = visit.render(card.subtitle ?? "");
  const imageUrl = fillUrl(visit, card.imageUrl ?? "").url;
  return {
    title: visit.render(card.title),
    subtitle: subtitle || undefined,
    imageUrl: imageUrl || undefined,
    buttons: fillButtons(visit, card.buttons),
  };
}
