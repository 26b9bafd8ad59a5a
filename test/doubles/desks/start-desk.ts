import { chatwootHelpdesk } from "./chatwoot.ts";
import { type DeskDouble, type Helpdesk, serveDesk } from "./desk-double.ts";
import { intercomHelpdesk } from "./intercom.ts";
import { livechatHelpdesk } from "./livechat.ts";
import { zendeskHelpdesk } from "./zendesk.ts";

const helpdesks = {
  chatwoot: chatwootHelpdesk,
  zendesk: zendeskHelpdesk,
  livechat: livechatHelpdesk,
  intercom: intercomHelpdesk,
} satisfies Readonly<Record<string, Helpdesk>>;
export type DeskDoubleType = keyof typeof helpdesks;

/** Every helpdesk that there is a double of. */
export const deskDoubleTypes = Object.keys(helpdesks) as readonly DeskDoubleType[];

/** Starts a strict stand-in for a helpdesk on a free port; close it when the test ends. `now` is its clock. */
export function startDesk(type: DeskDoubleType, now: () => number = Date.now): Promise<DeskDouble> {
  return serveDesk(helpdesks[type], now);
}
