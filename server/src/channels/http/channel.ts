import { defineChannel } from "../channel.ts";
import { webAddress } from "../read-json.ts";
import { httpAbilities } from "./abilities.ts";
import { composeHttpMessage } from "./compose-message.ts";
import { httpGuide } from "./guide.ts";
import { parseHttpWebhook } from "./parse-webhook.ts";
import { readHttpReply } from "./read-reply.ts";
import { HttpSettings } from "./settings.ts";
import { isSignedHttpBody } from "./signature.ts";

/** Any system that can call and answer HTTP: signed webhook in, signed webhook out. See `docs/en/channels/http.md`. */
export const http = defineChannel({
  type: "http",
  title: "HTTP",
  icon: "webhook",
  settings: HttpSettings,
  abilities: httpAbilities,
  environment: {},
  guide: httpGuide,
  verify: (request, { secret }, now) => isSignedHttpBody(request, secret, now),
  parse: parseHttpWebhook,
  account: () => undefined,
  compose: composeHttpMessage,
  readReply: readHttpReply,
  media: {
    download: (_located, platformId) => {
      const url = webAddress(platformId);
      return url === undefined ? undefined : { method: "GET", url };
    },
  },
});
