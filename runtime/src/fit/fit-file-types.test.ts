import type { Abilities } from "@chatloom/flows-schema";
import { describe, expect, test } from "vitest";
import { richChannel } from "../chat/rich-channel.ts";
import { fitToChannel } from "../fit-to-channel.ts";

describe("types of files", () => {
  const picky: Abilities = {
    ...richChannel,
    mediaTypes: { image: ["image/jpeg", "image/png"], file: ["application/pdf"] },
  };

  test.each([
    { mimeType: "image/png", kind: "image" },
    { mimeType: "IMAGE/JPEG; q=1", kind: "image" },
    { mimeType: undefined, kind: "image" },
    { mimeType: "image/gif", kind: "text" },
  ])(
    "a picture of type $mimeType goes as $kind where PNG and JPEG are taken",
    ({ mimeType, kind }) => {
      const url = "https://a.example/p";
      const content = { kind: "image" as const, url, mimeType };
      expect(fitToChannel(content, picky).map((it) => it.kind)).toEqual([kind]);
    },
  );

  test("a recording of a type that is not taken goes as a file", () => {
    const abilities = { ...richChannel, mediaTypes: { audio: ["audio/mpeg"] } };
    const content = {
      kind: "audio" as const,
      url: "https://a.example/a.wav",
      mimeType: "audio/wav",
    };
    expect(fitToChannel(content, abilities)).toEqual([{ ...content, kind: "file" }]);
  });
});
