import type { Config } from "../../context/config.ts";
import { mailNotice } from "./mail-notice.ts";
import { failed, type Outcome } from "./outcome.ts";

/** Mails a text; its first line is the subject. After a crash it may be sent once more: mail programs show one message of an id. */
export async function mailText(
  { id, address, text }: { readonly id: string; readonly address: string; readonly text: string },
  smtp: Config["smtp"],
): Promise<Outcome> {
  const subject = text.split("\n", 1)[0] ?? "";
  const ended = await mailNotice({ id, address, subject, text }, smtp);
  return "code" in ended ? failed(ended.code, ended.message) : { answer: null };
}
