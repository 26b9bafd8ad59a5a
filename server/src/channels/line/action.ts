import type { ContentButton } from "@chatloom/flows-schema";
import { tapData } from "./tap-data.ts";

/** LINE's action on a tap. */
export type LineAction = Readonly<Record<string, string>>;

const longestAddress = 1_000;
const schemes = new Set(["http:", "https:", "line:", "tel:"]);

/** A tap that comes back with a payload; one too long to come back is said as if it were typed. */
export function tapAction(label: string, payload: string): LineAction {
  const data = tapData(payload, label);
  return data === undefined
    ? { type: "message", label, text: label }
    : { type: "postback", label, data, displayText: label };
}

/** The action of a button; undefined where LINE opens no such address. */
export function buttonAction(button: ContentButton): LineAction | undefined {
  const { label } = button;
  switch (button.type) {
    case "postback":
      return tapAction(label, button.payload);
    case "url":
      return opening(label, button.url);
    case "phone":
      return opening(label, `tel:${button.phone.replace(/[^\d+]/g, "")}`);
  }
}

function opening(label: string, address: string): LineAction | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url &&
    schemes.has(url.protocol) &&
    url.href.length <= longestAddress &&
    url.href !== "tel:"
    ? { type: "uri", label, uri: url.href }
    : undefined;
}

/** Writes a button in words. */
export function buttonInWords(button: ContentButton): string {
  switch (button.type) {
    case "postback":
      return button.label;
    case "url":
      return `${button.label}: ${button.url}`;
    case "phone":
      return `${button.label}: ${button.phone}`;
  }
}
