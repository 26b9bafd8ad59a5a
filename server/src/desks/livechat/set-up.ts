import { id, objects } from "../../channels/read-json.ts";
import type { HttpCall, HttpReply } from "../desk.ts";
import { livechatCall } from "./call.ts";
import type { LivechatSettings } from "./settings.ts";

/** The events that the webhook receives. */
const actions = [
  "incoming_chat",
  "incoming_event",
  "incoming_rich_message_postback",
  "chat_deactivated",
  "chat_transferred",
  "user_added_to_chat",
  "user_removed_from_chat",
];

/** Registers the webhooks of the app. Earlier ones with our address go first: LiveChat keeps three for each kind of event. */
export function setUpLivechat(
  settings: LivechatSettings,
  { webhookUrl }: { readonly webhookUrl: string },
  [listed]: readonly HttpReply[] = [],
): readonly HttpCall[] {
  const owner = settings.clientId ? { owner_client_id: settings.clientId } : {};
  const configure = (action: string, body: object) =>
    livechatCall(settings, action, { ...owner, ...body }, undefined, "configuration");
  const earlier = objects(listed?.body).filter((it) => it.url === webhookUrl);
  return [
    configure("list_webhooks", {}),
    ...earlier.map((it) => configure("unregister_webhook", { id: id(it.id) ?? "" })),
    ...actions.map((action) =>
      configure("register_webhook", {
        url: webhookUrl,
        description: "Chatloom",
        action,
        secret_key: settings.webhookSecret,
        type: "license",
      }),
    ),
    configure("enable_license_webhooks", {}),
  ];
}
