import { type ContentButton, type ContentCard, defined, measureText } from "@chatloom/flows-schema";
import { buttonAction, buttonInWords, type LineAction } from "./action.ts";
import { secureAddress } from "./secure-address.ts";

/** A text or card with buttons, before it is known whether one of LINE's templates can show it. */
export interface Panel {
  readonly title?: string;
  readonly text: string;
  readonly imageUrl?: string;
  readonly actions: readonly LineAction[];
}

/** A card's parts; buttons and pictures that LINE cannot open become words. */
export function panelOf({
  title,
  subtitle,
  imageUrl,
  buttons,
}: ContentCard | (Omit<ContentCard, "title"> & { title?: never })): Panel {
  const picture = secureAddress(imageUrl);
  const words = [
    subtitle,
    picture === undefined ? imageUrl : undefined,
    ...buttons.filter((it) => buttonAction(it) === undefined).map(buttonInWords),
  ];
  return {
    text: words.filter((it) => it !== undefined && it.trim() !== "").join("\n"),
    actions: buttons.map(buttonAction).filter((it) => it !== undefined),
    ...defined({ title, imageUrl: picture }),
  };
}

/** Whether a template shows the panel: LINE's limits are those of a buttons or carousel template. */
export function fitsTemplate(panel: Panel, longestText: number, mostActions: number): boolean {
  const within = (text: string | undefined, max: number) =>
    measureText(text ?? "", "graphemes") <= max;
  const pictured = panel.title !== undefined || panel.imageUrl !== undefined;
  return (
    panel.text !== "" &&
    within(panel.text, pictured ? 60 : longestText) &&
    within(panel.title, 40) &&
    panel.actions.length > 0 &&
    panel.actions.length <= mostActions &&
    panel.actions.every((it) => within(it.label, 20))
  );
}

/** The buttons of a panel as a card-shaped content. */
export function panelOfButtons(
  text: string,
  buttons: readonly ContentButton[],
  imageUrl?: string,
): Panel {
  return panelOf({ subtitle: text, buttons: [...buttons], ...defined({ imageUrl }) });
}
