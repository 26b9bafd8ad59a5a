import { addressBelow } from "../address-below.ts";
import type { FileUpload, HttpCall } from "../channel.ts";
import type { DiscordSettings } from "./settings.ts";

/** Makes a call of the REST API as the bot. */
export function discordCall(
  { apiBaseUrl, botToken }: DiscordSettings,
  method: HttpCall["method"],
  path: string,
  json?: unknown,
): HttpCall {
  return {
    method,
    url: addressBelow(apiBaseUrl, path),
    headers: { authorization: `Bot ${botToken}`, ...agent },
    json,
  };
}

/** A call that the token of an interaction allows, without the bot's own. */
export function interactionCall(
  { apiBaseUrl }: DiscordSettings,
  path: string,
  json: unknown,
): HttpCall {
  const url = addressBelow(apiBaseUrl, `webhooks/${path}/messages/@original`);
  return { method: "PATCH", url, headers: agent, json };
}

/** Adds a file to a call. Discord then takes all other fields as one JSON field, `payload_json`. */
export function withFile(call: HttpCall, upload: FileUpload): HttpCall {
  return { ...call, json: { payload_json: call.json }, upload };
}

/** Discord refuses calls without a name of this form. */
const agent = { "user-agent": "DiscordBot (https://chatloom.dev, 1.0)" };
