import { defined } from "@chatloom/flows-schema";
import { addressBelow } from "../../channels/address-below.ts";
import type { FileUpload, HttpCall } from "../desk.ts";
import type { LivechatSettings } from "./settings.ts";

/** The version of the API whose `create_customer` takes personal access tokens. */
const version = "v3.5";

/** A call of the Agent Chat API, or of another one of LiveChat. */
export function livechatCall(
  { apiBaseUrl, accountId, accessToken }: LivechatSettings,
  action: string,
  json: unknown,
  upload?: FileUpload,
  api: "agent" | "configuration" = "agent",
): HttpCall {
  const credentials = Buffer.from(`${accountId}:${accessToken}`).toString("base64");
  // A token begins with its data centre where it is not the American one.
  const region = /^([a-z]{3}):/.exec(accessToken)?.[1];
  return {
    method: "POST",
    url: addressBelow(apiBaseUrl, `${version}/${api}/action/${action}`),
    headers: {
      authorization: `Basic ${credentials}`,
      ...defined({ "x-region": region }),
    },
    json,
    ...defined({ upload }),
  };
}
