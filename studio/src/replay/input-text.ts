import { contentText } from "@chatloom/flows-schema";
import type { Input } from "@chatloom/runtime";
import type { TFunction } from "i18next";
import i18n from "i18next";

/** Names the kind of an input. */
export function inputKindText(t: TFunction, kind: string): string {
  const key = `replay.inputs.${kind}`;
  return i18n.exists(key) ? t(key as "replay.inputs.message") : kind;
}

/** Says what made the bot take a turn, with the words of the contact. */
export function inputText(t: TFunction, input: Input): string {
  const kind = inputKindText(t, input.type);
  const words =
    input.type === "message"
      ? contentText(input.content) || input.content.kind
      : input.type === "postback"
        ? (input.label ?? "")
        : input.type === "event"
          ? input.name
          : input.type === "effectFailed"
            ? input.error.code
            : "";
  return words === "" ? kind : `${kind}: ${words}`;
}
