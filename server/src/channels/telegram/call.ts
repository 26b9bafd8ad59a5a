import { addressBelow } from "../address-below.ts";
import type { FileUpload, HttpCall } from "../channel.ts";
import type { TelegramSettings } from "./settings.ts";

/** A call of a Bot API method. */
export function botCall(
  { apiBaseUrl, botToken }: TelegramSettings,
  method: string,
  json: unknown = {},
  upload?: FileUpload,
): HttpCall {
  return {
    method: "POST",
    url: addressBelow(apiBaseUrl, `bot${botToken}/${method}`),
    json,
    upload,
  };
}
