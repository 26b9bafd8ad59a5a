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

const inOne = { ...richChannel.buttons, picture: 10, video: 0 } as typeof richChannel.buttons;
const joining = { ...richChannel, buttons: inOne };
const video: ContentOf<"buttons"> = {
  kind: "buttons",
  text: "",
  videoUrl: "https://a.example/a.mp4",
  buttons: picture.buttons,
};
const shape = (content: ContentOf<"buttons">, abilities = joining) =>
  fitToChannel(content, abilities).map((it) => `${it.kind} ${"text" in it ? it.text : ""}`.trim());

test.each([
  { what: "a short text with a picture", content: { ...picture, text: "1234567890" }, one: true },
  { what: "a longer one", content: { ...picture, text: "12345678901" }, one: false },
  { what: "a picture without words", content: { ...picture, text: " " }, one: true },
  { what: "a video without words", content: video, one: true },
  { what: "six buttons", content: { ...video, buttons: sixButtons() }, one: false },
])("puts $what into one message with the buttons: $one", ({ content, one }) => {
  const parts = fitToChannel(content, joining);
  expect(parts.length === 1).toBe(one);
  expect(JSON.stringify(parts)).toContain(content.videoUrl ?? content.imageUrl);
});

test("sends a text before a video that takes none, and a video before buttons that take none", () => {
  expect(shape({ ...video, text: "Look" })).toEqual(["text Look", "buttons"]);
  expect(shape({ ...video, text: "Look" }, richChannel)).toEqual(["video", "buttons Look"]);
  expect(shape(video, richChannel)).toEqual(["video", "buttons …"]);
});

function sixButtons(): ContentOf<"buttons">["buttons"] {
  return Array.from({ length: 6 }, (_, n) => ({
    type: "postback" as const,
    label: `Pick ${n}`,
    payload: `~${n}`,
  }));
}
