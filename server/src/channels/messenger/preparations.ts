import type { HttpReply, OutgoingMessage, PreparingCall } from "../channel.ts";
import { uploadCall } from "./media-template.ts";
import { personaCall } from "./persona.ts";
import type { MessengerSettings } from "./settings.ts";

const makers = { persona: personaCall, upload: uploadCall } as const;
type Purpose = keyof typeof makers;

/** Gives the next call before a message. */
export function prepareMessengerMessage(
  message: OutgoingMessage,
  settings: MessengerSettings,
  replies: readonly HttpReply[],
): PreparingCall | undefined {
  return callsBefore(message, settings)[replies.length]?.call;
}

/** Finds the answer to the call for a purpose; undefined where none was needed. */
export function answerTo(
  purpose: Purpose,
  message: OutgoingMessage,
  settings: MessengerSettings,
  replies: readonly HttpReply[],
): HttpReply | undefined {
  const index = callsBefore(message, settings).findIndex((it) => it.purpose === purpose);
  return replies[index];
}

function callsBefore(message: OutgoingMessage, settings: MessengerSettings) {
  return (["persona", "upload"] as const).flatMap((purpose) => {
    const call = makers[purpose](message, settings);
    return call === undefined ? [] : [{ purpose, call }];
  });
}
