import { type ScreenLanguage, screenLanguageOf } from "@chatloom/api-schema";
import type { Request, Router } from "express";
import { channelOf } from "../../channels/index.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { isSwitchCode } from "../../domain/link-codes.ts";
import { contactPage, escaped } from "../../http/contact-page.ts";
import { channelAccounts } from "../../records/channel-account-model.ts";
import { channelSwitches, switchPage } from "../../records/channel-switch-model.ts";
import { chatLink } from "../../records/chat-link.ts";
import { switchWord } from "./switch-words.ts";

type PageRequest = Request<{ code: string }>;

/**
 * The page of a link to another channel, where the platform's address brings no code or is no page. Opening it uses nothing up: programs
 * that look at links open it, too.
 */
export function switchPageRoute(root: Router, context: ServerContext): void {
  const { config, connection, now } = context;

  root.get(switchPage(":code"), async (request: PageRequest, response) => {
    const language = screenLanguageOf(...(request.headers["accept-language"]?.split(",") ?? []));
    const { code } = request.params;
    const place = await findPlace(code, language);
    response.set("Cache-Control", "no-store").type("html");
    if (!place) {
      const title = switchWord(language, "gone");
      const text = `<h1>${title}</h1><p>${switchWord(language, "goneText")}</p>`;
      response.status(404).send(contactPage(language, title, text));
      return;
    }
    const { channel, url, carries } = place;
    const title = switchWord(language, "title", channel);
    const word = carries === "typed" ? "typed" : "open";
    const open = `<p><a class="button" href="${escaped(url)}" rel="noreferrer">${switchWord(language, "button", channel)}</a></p>`;
    const typed = `<p>${switchWord(language, word, channel)}</p><p><code class="code">#${code}</code></p>`;
    const parts = {
      typed: typed + open,
      // The mail program may drop the text that the link prepared.
      text: open + typed,
      ref: open,
    };
    response.send(contactPage(language, title, `<h1>${title}</h1>${parts[carries]}`));
  });

  /** Finds where an unused link leads. */
  async function findPlace(code: string, language: ScreenLanguage) {
    if (!isSwitchCode(code)) {
      return undefined;
    }
    const found = await channelSwitches(connection)
      .acrossWorkspaces.findOne({ code, expiresAt: { $gt: now() }, usedBy: null })
      .lean();
    if (!found) {
      return undefined;
    }
    const account = await channelAccounts(connection)
      .in(found.workspaceId)
      .findById(found.channelId);
    const channel = account && channelOf(account.type);
    if (!account || !channel?.refLinks) {
      return undefined;
    }
    const text = switchWord(language, "title", channel.title);
    const url = chatLink(config.publicUrl, account, { code, text, page: "" });
    return url !== undefined
      ? { channel: channel.title, carries: channel.refLinks.carries, url }
      : undefined;
  }
}
