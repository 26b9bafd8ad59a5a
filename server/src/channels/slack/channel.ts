import { defineChannel } from "../channel.ts";
import { object, text } from "../read-json.ts";
import { slackAbilities } from "./abilities.ts";
import { slackCall } from "./call.ts";
import { composeSlackMessage } from "./compose-message.ts";
import { readSlackReply } from "./errors.ts";
import { slackGuide } from "./guide.ts";
import { readSlackIdentity } from "./identity.ts";
import { slackMedia } from "./media.ts";
import { parseSlackWebhook } from "./parse-webhook.ts";
import { slackProfile } from "./profile.ts";
import { readSlackBody } from "./read-body.ts";
import { SlackSettings } from "./settings.ts";
import { isSignedBySlack } from "./signature.ts";
import { prepareSlackUpload } from "./upload.ts";

/** A Slack app with a bot user. */
export const slack = defineChannel({
  type: "slack",
  title: "Slack",
  icon: "brand-slack",
  settings: SlackSettings,
  abilities: slackAbilities,
  refLinks: { carries: "typed", address: ({ chatUrl }) => chatUrl },
  environment: { botToken: "SLACK_BOT_TOKEN", signingSecret: "SLACK_SIGNING_SECRET" },
  guide: slackGuide,
  readBody: readSlackBody,
  verify: (request, { signingSecret }, now) => isSignedBySlack(request, signingSecret, now),
  parse: parseSlackWebhook,
  respond: (body) => {
    const { type, challenge } = object(body);
    const word = type === "url_verification" ? text(challenge) : undefined;
    return word === undefined ? undefined : { status: 200, body: word };
  },
  account: ({ teamId }) => teamId || undefined,
  prepare: prepareSlackUpload,
  compose: composeSlackMessage,
  readReply: readSlackReply,
  profile: slackProfile,
  media: slackMedia,
  identify: {
    ask: (settings) => slackCall(settings, "auth.test"),
    read: readSlackIdentity,
  },
});
