import { type Check, first, listOf, oneOf, shape, tagged, text, webAddress } from "./check.ts";

/** The card of a generic template, on Messenger and Instagram. */
export function cardOf(button: Check): Check {
  return (value, path) =>
    first([
      shape({
        title: text(80),
        "subtitle?": text(80),
        "image_url?": webAddress,
        "default_action?": shape({ type: oneOf("web_url"), url: webAddress }),
        "buttons?": listOf(button, 1, 3),
      })(value, path),
      Object.keys(value as object).length < 2 ? `${path} needs more than a title` : undefined,
    ]);
}

/** The quick replies that send the person's own number or address. */
export const ownDetails = {
  user_phone_number: shape({ content_type: oneOf("user_phone_number") }),
  user_email: shape({ content_type: oneOf("user_email") }),
};

/** Checks the kinds of attachments. */
export function attachmentOf(media: Check, template: Check): Check {
  return tagged("type", {
    image: shape({ type: oneOf("image"), payload: media }),
    video: shape({ type: oneOf("video"), payload: media }),
    audio: shape({ type: oneOf("audio"), payload: media }),
    file: shape({ type: oneOf("file"), payload: media }),
    template: shape({ type: oneOf("template"), payload: template }),
  });
}
