import { areasOf, type ContentOf, pictureHeight } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { richChannel } from "../chat/rich-channel.ts";
import { fitToChannel } from "../fit-to-channel.ts";

const file = `/files/${"a".repeat(24)}/k1/signature/map.png`;
const picture: ContentOf<"buttons"> = {
  kind: "buttons",
  text: "Choose",
  imageUrl: file,
  areas: { layout: "twoColumns", shape: "square" },
  buttons: [
    { type: "postback", label: "Left", payload: "~l" },
    { type: "postback", label: "Right", payload: "~r" },
  ],
};
const tappable = { ...richChannel, pictureAreas: true };

test("leaves a picture with areas as it is where the channel shows it", () => {
  expect(fitToChannel(picture, tappable)).toEqual([picture]);
});

test.each([
  ["a channel without such pictures", picture, richChannel],
  ["a picture of another server", { ...picture, imageUrl: "https://example.com/a.png" }, tappable],
  [
    "more buttons than areas",
    { ...picture, areas: { layout: "whole", shape: "square" } } as ContentOf<"buttons">,
    tappable,
  ],
  ["a text of 401 characters", { ...picture, text: "a".repeat(401) }, tappable],
])("sends picture and buttons for %s", (_what, content, abilities) => {
  const parts = fitToChannel(content, abilities);
  expect(parts.map((it) => it.kind)).toEqual(["image", "buttons"]);
  expect(parts[1]).toMatchObject({ buttons: content.buttons });
});

test("divides a picture without a gap", () => {
  const size = { width: 1_040, height: pictureHeight("landscape", 1_040) };
  const areas = areasOf("wideAndThree", size);
  expect(areas).toHaveLength(4);
  const covered = areas.reduce((sum, it) => sum + it.width * it.height, 0);
  expect(covered).toBe(1_040 * 700);
});
