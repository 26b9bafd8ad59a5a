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
} satisfies Record<keyof typeof desks, Record<string, string>>;
