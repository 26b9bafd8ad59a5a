import type { HttpCall, HttpReply } from "../channel.ts";
import { chatwootCall } from "../chatwoot-call.ts";
import { id, object, objects } from "../read-json.ts";
import type { ChatwootBotSettings } from "./settings.ts";

/** Makes an agent bot with our address and gives it the inbox; the account's webhook tells of the status, which bots do not hear. */
export function setUpChatwootBot(
  settings: ChatwootBotSettings,
  { webhookUrl }: { readonly webhookUrl: string },
  [bots, hooks, made]: readonly HttpReply[] = [],
): readonly HttpCall[] {
  const looks = [
    chatwootCall(settings, "GET", "agent_bots"),
    chatwootCall(settings, "GET", "webhooks"),
  ];
  if (!bots || !hooks) {
    return looks;
  }
  // An earlier address may have had no token.
  const isOurs = (address: unknown) =>
    typeof address === "string" && withoutQuery(address) === withoutQuery(webhookUrl);
  const known = id(objects(bots.body).find((it) => isOurs(it.outgoing_url))?.id);
  const bot = { name: "Chatloom", outgoing_url: webhookUrl };
  const makes =
    known === undefined
      ? chatwootCall(settings, "POST", "agent_bots", bot)
      : chatwootCall(settings, "PATCH", `agent_bots/${known}`, bot);
  const botId = known ?? id(object(made?.body).id);
  if (botId === undefined) {
    return [...looks, makes];
  }
  const joins = chatwootCall(settings, "POST", `inboxes/${settings.inboxId}/set_agent_bot`, {
    agent_bot: Number(botId),
  });
  const listed = objects(object(object(hooks.body).payload).webhooks);
  const hook = { url: webhookUrl, subscriptions: ["conversation_status_changed"] };
  const earlier = listed.find((it) => isOurs(it.url));
  const hooksCall = earlier
    ? chatwootCall(settings, "PATCH", `webhooks/${id(earlier.id)}`, hook)
    : chatwootCall(settings, "POST", "webhooks", hook);
  return earlier?.url === webhookUrl
    ? [...looks, makes, joins]
    : [...looks, makes, joins, hooksCall];
}

function withoutQuery(address: string): string {
  return address.split("?")[0] ?? "";
}
