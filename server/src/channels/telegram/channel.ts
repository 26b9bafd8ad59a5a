import { defineChannel } from "../channel.ts";
import { id, object, text } from "../read-json.ts";
import { sameSecret } from "../same-secret.ts";
import { withQuery } from "../with-query.ts";
import { telegramAbilities } from "./abilities.ts";
import { botCall } from "./call.ts";
import { commandFlaws } from "./commands.ts";
import {
  composeTelegramMessage,
  composeTelegramTyping,
  telegramKeyboard,
} from "./compose-message.ts";
import { readTelegramReply } from "./errors.ts";
import { telegramGuide } from "./guide.ts";
import { telegramMedia } from "./media.ts";
import { parseTelegramUpdate } from "./parse-update.ts";
import { placeOf, profileOf } from "./sender.ts";
import { setUpTelegram } from "./set-up.ts";
import { TelegramSettings, webhookSecretOf } from "./settings.ts";

/** A Telegram bot. */
export const telegram = defineChannel({
  type: "telegram",
  title: "Telegram",
  icon: "brand-telegram",
  settings: TelegramSettings,
  normalise: (settings) => ({ settings, flaws: commandFlaws(settings) }),
  abilities: telegramAbilities,
  refLinks: {
    carries: "ref",
    address: ({ chatUrl, code }) => withQuery(chatUrl, { start: code }),
  },
  environment: { botToken: "TELEGRAM_BOT_TOKEN" },
  guide: telegramGuide,
  verify: ({ headers }, settings) =>
    sameSecret(headers["x-telegram-bot-api-secret-token"], webhookSecretOf(settings)),
  parse: parseTelegramUpdate,
  account: () => undefined,
  compose: composeTelegramMessage,
  keyboard: telegramKeyboard,
  composeTyping: composeTelegramTyping,
  acknowledge: (event, settings) =>
    event.kind === "postback" && event.tapId !== undefined
      ? botCall(settings, "answerCallbackQuery", { callback_query_id: event.tapId })
      : undefined,
  readReply: readTelegramReply,
  profile: {
    ask: (addressId, settings) =>
      botCall(settings, "getChat", { chat_id: placeOf(addressId).chatId }),
    read: ({ body }) => {
      const { ok, result } = object(body);
      if (ok !== true) {
        return undefined;
      }
      const title = text(object(result).title);
      return title === undefined ? profileOf(object(result)) : { name: title };
    },
  },
  media: telegramMedia,
  identify: {
    ask: (settings) => botCall(settings, "getMe"),
    read: ({ body }) => {
      const { ok, result } = object(body);
      const bot = object(result);
      const account = id(bot.id);
      if (ok !== true || account === undefined) {
        return undefined;
      }
      const username = text(bot.username);
      if (username === undefined) {
        return { name: account, account };
      }
      const chatUrl = `https://t.me/${username}`;
      return { name: `@${username}`, account, chatUrl, learned: { botUsername: username } };
    },
  },
  setUp: setUpTelegram,
});
