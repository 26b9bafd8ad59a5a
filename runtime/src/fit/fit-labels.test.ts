import type { Abilities } from "@chatloom/flows-schema";
import { expect, test } from "vitest";
import { richChannel } from "../chat/rich-channel.ts";
import { fitToChannel } from "../fit-to-channel.ts";

test("counts labels in their own unit where the channel has one", () => {
  const label = "Đặt lịch khám răng";
  const replies = [{ label, payload: "~a" }];
  const text = { max: 1_000, unit: "bytes" } as const;
  const quickReplies = { max: 13, label: 18, text: 1_000, onMedia: false };
  const byBytes: Abilities = { ...richChannel, text, quickReplies };
  const shown = (abilities: Abilities) => {
    const [message] = fitToChannel({ kind: "text", text: "?", replies }, abilities);
    return message?.kind === "text" ? message.replies?.[0]?.label : undefined;
  };
  expect(shown({ ...byBytes, labelUnit: "utf16" })).toBe(label);
  expect(shown(byBytes)).not.toBe(label);
});
