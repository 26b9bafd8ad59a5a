import type { ContentButton, QuickReply } from "@chatloom/flows-schema";
import { isObject, json, object, text } from "../read-json.ts";

// https://developers.viber.com/docs/api/rest-bot-api/#general-send-message-parameters
const longest = 4_000;

/** Hidden data of a message. Viber returns that of the last message together with the contact's answer. */
export interface Tracking {
  /** The payloads of the keyboard's buttons by their label, which is what a tap sends. */
  readonly options?: Readonly<Record<string, string>> | undefined;
  /** The label of the greeting's button. */
  readonly start?: string | undefined;
  /** The message asked for the contact's own number. */
  readonly asksPhone?: boolean | undefined;
  /** How the contact found the bot. */
  readonly ref?: string | undefined;
}

/** Writes it; undefined where it is longer than Viber takes: then taps count by their label. */
export function writeTracking(tracking: Tracking): string | undefined {
  const written = JSON.stringify(tracking);
  return written.length <= longest ? written : undefined;
}

/** Reads what came back. */
export function readTracking(written: unknown): Tracking {
  const { options, start, ref, asksPhone } = object(json(text(written) ?? ""));
  const known = [text(start), text(ref)];
  return {
    options: isObject(options) ? (options as Readonly<Record<string, string>>) : undefined,
    start: known[0],
    asksPhone: asksPhone === true ? true : undefined,
    ref: known[1],
  };
}

/** The payloads of the options that lead on. */
export function payloadsOf(
  options: readonly (ContentButton | QuickReply)[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    options.flatMap((it) => ("payload" in it ? [[it.label, it.payload]] : [])),
  );
}
