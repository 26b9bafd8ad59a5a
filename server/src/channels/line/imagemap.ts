import { areasOf, type ContentOf, pictureHeight } from "@chatloom/flows-schema";
import { cutText } from "../cut-text.ts";
import { buttonAction } from "./action.ts";
import type { LineMessage } from "./panel-message.ts";
import { secureAddress } from "./secure-address.ts";

/** LINE's coordinates are those of a picture of this width, in pixels. */
const width = 1_040;
const longestAltText = 400;
const longestText = 400;

/** Makes a picture with areas to tap; undefined where LINE cannot fetch it. An area without an address sends its label as a text. */
export function imagemapOf({
  text,
  buttons,
  imageUrl,
  areas,
}: ContentOf<"buttons">): LineMessage | undefined {
  const baseUrl = secureAddress(imageUrl);
  if (baseUrl === undefined || areas === undefined) {
    return undefined;
  }
  const baseSize = { width, height: pictureHeight(areas.shape, width) };
  const places = areasOf(areas.layout, baseSize);
  return {
    type: "imagemap",
    baseUrl,
    altText: cutText(text.trim() || buttons.map((it) => it.label).join(", "), longestAltText),
    baseSize,
    actions: buttons.flatMap((button, index): LineMessage[] => {
      const area = places[index];
      const action = button.type === "postback" ? undefined : buttonAction(button);
      if (!area) {
        return [];
      }
      return action?.uri === undefined
        ? [{ type: "message", text: cutText(button.label, longestText), area }]
        : [{ type: "uri", linkUri: action.uri, area }];
    }),
  };
}
