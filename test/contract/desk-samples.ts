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
} satisfies Record<keyof typeof desks, Record<string, string>>;
