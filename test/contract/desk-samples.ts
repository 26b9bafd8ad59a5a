import type { desks } from "../../server/src/desks/index.ts";

/** Complete settings of each helpdesk, pointing nowhere. */
export const sampleDeskSettings = {
  chatwoot: {
    apiBaseUrl: "https://chat.example.org",
    accountId: "1",
    inboxId: "3",
    accessToken: "chatwoot-token",
    webhookSecret: "chatwoot_secret",
  },
  zendesk: {
    apiBaseUrl: "https://acme.zendesk.example.org",
    email: "chatloom@example.org",
    apiToken: "zendesk-token",
    signingSecret: "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==",
  },
  livechat: {
    apiBaseUrl: "https://api.livechat.example.org",
    accountId: "390e44e6-f1e6-4368-a6dd-74e14508c2ea",
    accessToken: "fra:livechat-token",
    agentId: "chatloom@example.org",
    groupId: "2",
    webhookSecret: "livechat_secret",
    clientId: "9cbf3a968289727cb3cdfe83ab1d9836",
  },
  intercom: {
    apiBaseUrl: "https://api.intercom.example.org",
    accessToken: "intercom-token",
    adminId: "814860",
    workspaceId: "ecahpwf5",
    clientSecret: "intercom_client_secret",
  },
} satisfies Record<keyof typeof desks, Record<string, string>>;
