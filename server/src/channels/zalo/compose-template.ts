import type { ContentOf } from "@chatloom/flows-schema";
import { addressBelow } from "../address-below.ts";
import type { HttpCall, OutgoingMessage } from "../channel.ts";
import { zaloCall, zaloHeaders } from "./call.ts";
import { dialableDigits } from "./dialable-digits.ts";
import type { ZaloSettings } from "./settings.ts";

/** A template of this name asks the contact for name, phone and address; it is not one of Zalo's approved ones. */
const requestInfoTemplate = "request_user_info";
const mostTrackingId = 48;

/**
 * Makes the call that sends an approved template (ZBS, formerly ZNS) by the contact's Zalo id, or by phone number where a parameter is
 * named `phone`.
 */
export function composeZaloTemplate(
  content: ContentOf<"template">,
  { id, to }: Pick<OutgoingMessage, "id" | "to">,
  settings: ZaloSettings,
): HttpCall {
  const values = namedValues(content);
  if (content.name === requestInfoTemplate) {
    const { title = "", subtitle = "", image_url } = values;
    const elements = [{ title, subtitle, image_url: image_url || undefined }];
    const payload = { template_type: requestInfoTemplate, elements };
    const message = { attachment: { type: "template", payload } };
    return zaloCall(settings, "POST", "v3.0/oa/message/cs", {
      recipient: { user_id: to },
      message,
    });
  }
  const { phone, ...template_data } = values;
  const template = { template_id: content.name, template_data };
  if (phone === undefined) {
    return zaloCall(settings, "POST", "v3.0/oa/message/template", { user_id: to, ...template });
  }
  const tracking_id = id.slice(-mostTrackingId);
  return {
    method: "POST",
    url: addressBelow(settings.templateBaseUrl, "message/template"),
    headers: zaloHeaders(settings),
    json: { phone: dialableDigits(phone), ...template, tracking_id },
  };
}

/** The values by parameter name; those without a name are counted from 1. */
function namedValues({ parameters }: ContentOf<"template">): Record<string, string> {
  return Object.fromEntries(
    parameters.map(({ name, value }, index) => [name ?? String(index + 1), value.normalize("NFC")]),
  );
}
