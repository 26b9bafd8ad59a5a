/**
 * The fields that a page subscribes an app to, for Messenger and for the Instagram account linked to it: subscribing replaces the earlier list, so
 * both channels ask for the same.
 */
export const pageFields = [
  "messages",
  "messaging_postbacks",
  "message_deliveries",
  "message_reads",
  "message_reactions",
  "message_echoes",
  "message_edits",
  "messaging_referrals",
  "messaging_optins",
  "messaging_handovers",
  "messaging_account_linking",
  "messaging_feedback",
  "standby",
  // Comments below posts, which a private reply may answer.
  "feed",
].join(",");
