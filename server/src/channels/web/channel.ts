import { defineChannel } from "../channel.ts";
import { withQuery } from "../with-query.ts";
import { webAbilities } from "./abilities.ts";
import { webGuide } from "./guide.ts";
import { normaliseWebSettings } from "./normalise-web-settings.ts";
import { WebSettings } from "./settings.ts";

/**
 * Our own chat on a website. Visitors come through the live connection, so there is no webhook to verify or parse, and
 * no call to make: storing a message delivers it.
 */
export const web = defineChannel({
  type: "web",
  title: "Web chat",
  icon: "message-circle",
  settings: WebSettings,
  normalise: normaliseWebSettings,
  abilities: webAbilities,
  refLinks: {
    carries: "ref",
    takesPage: true,
    address: ({ pageUrl, code }) => withQuery(pageUrl, { ref: code }),
  },
  environment: {},
  guide: webGuide,
  verify: () => false,
  parse: () => [],
  account: () => undefined,
  compose: () => ({ local: true }),
  composeTyping: () => ({ local: true }),
  readReply: () => ({ ok: true, messageId: undefined }),
});
