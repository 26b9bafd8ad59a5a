import { isRouteToken } from "@chatloom/runtime";

const tokenLength = 16;

/**
 * Writes what a tap sends back. Zalo returns it as the text of a message, without the button's title, so the label comes along.
 * `oa.query.hide` keeps it out of the contact's sight.
 */
export function writePayload(payload: string, label: string): string {
  return isRouteToken(payload) ? `${payload} ${label}` : payload;
}

/** Reads a tap out of a message's text; undefined where a person wrote it. */
export function readPayload(
  text: string,
): { readonly payload: string; readonly label?: string | undefined } | undefined {
  const payload = text.slice(0, tokenLength);
  const rest = text.slice(tokenLength);
  if (!isRouteToken(payload) || !/^~[\w-]+$/.test(payload) || !/^(?:$|\s)/.test(rest)) {
    return undefined;
  }
  const label = rest.trim();
  return { payload, label: label || undefined };
}
