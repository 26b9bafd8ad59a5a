import { expect, test } from "vitest";
import { Chat, testContext } from "./chat/chat.ts";
import { drawFlow, says } from "./testing/draw-flow.ts";

function spoken(language: string, own: string, ...translations: readonly string[]): string {
  const plain = drawFlow({ m: says(own) });
  const flow = {
    ...plain,
    settings: { ...plain.settings, language: own },
    translations: Object.fromEntries(
      translations.map((it) => [it, { "m/blocks/0/text": it }] as const),
    ),
  };
  const contact = { ...testContext().contact, language };
  return new Chat(flow, { contact }).play("hi").at(-1)?.replace("bot: ", "") ?? "";
}

test.each([
  ["pt", "en", ["pt-BR"], "pt-BR"],
  ["pt-PT", "en", ["pt-BR"], "pt-BR"],
  ["pt-BR", "en", ["pt"], "pt"],
  ["pt", "en", ["pt-PT", "pt-BR"], "pt-BR"],
  ["pt_PT", "en", ["pt-BR", "pt-PT"], "pt-PT"],
  ["zh-TW", "en", ["zh-Hans", "zh-Hant"], "zh-Hant"],
  ["zh-Hant-TW", "en", ["zh-Hant"], "zh-Hant"],
  ["zh_CN", "en", ["zh-Hant", "zh"], "zh"],
  ["zh-TW", "en", ["zh-Hans"], "en"],
  ["en-AU", "en", ["en-GB"], "en"],
  ["en_GB", "en", ["en-GB"], "en-GB"],
  ["vi-VN", "en", ["vi", "de"], "vi"],
  ["fr", "en", ["vi", "de"], "en"],
  ["", "en", ["vi"], "en"],
  ["no such tag", "en", ["vi"], "en"],
])("a contact in %j of a flow in %s with %j hears %s", (language, own, translations, heard) => {
  expect(spoken(language, own, ...translations)).toBe(heard);
});
