import { htmlToText } from "../html-to-text.ts";
import { cutQuotes } from "./cut-quotes.ts";
import type { Mail } from "./mail.ts";

/** Cuts quoted mails and the signature from the sender's text; gives the whole text if nothing else remains. */
export function replyText({ html, text }: Mail): string {
  const shown = html === "" ? undefined : htmlToText(html, true);
  // Mail programs mark quotes in HTML more clearly than in text.
  if (shown?.cut && shown.text !== "") {
    return cutQuotes(shown.text);
  }
  if (text.trim() !== "") {
    return cutQuotes(text);
  }
  return html === "" ? "" : cutQuotes(htmlToText(html, false).text);
}
