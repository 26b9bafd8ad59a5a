import { isIP } from "node:net";
import { defined } from "@chatloom/flows-schema";
import { ImapFlow } from "imapflow";
import type { MailCall, MailServer } from "../../channels/channel.ts";
import { publicHost } from "../effects/guarded-agent.ts";
import type { CallResult } from "./call-result.ts";
import { mailProblem } from "./mail-problem.ts";

const refusedLogin = 535;
const noSuchFolder = 550;

/** Makes a connection to a mailbox; it is not open yet. Raises `AddressRefused` for hosts that must not be called. */
export async function imapConnection(
  { host, port, security, user, password }: MailServer,
  allowPrivate: boolean,
  patienceMs: number,
): Promise<ImapFlow> {
  return new ImapFlow({
    host: await publicHost(host, allowPrivate),
    ...defined({ servername: isIP(host) ? undefined : host }),
    port,
    secure: security === "tls",
    doSTARTTLS: security === "starttls",
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    clientInfo: { name: "Chatloom" },
  });
}

/** Logs in to a mailbox and opens its folder without a trace. Never throws. */
export async function logInToMailbox(
  { server, folder = "INBOX" }: MailCall,
  { deadline, allowPrivate }: { readonly deadline: number; readonly allowPrivate: boolean },
): Promise<CallResult> {
  const patience = Math.max(1, deadline - Date.now());
  let client: ImapFlow | undefined;
  let opening = false;
  try {
    client = await imapConnection(server, allowPrivate, patience);
    // The promise that waits hears of it, too.
    client.on("error", () => {});
    await client.connect();
    opening = true;
    await client.mailboxOpen(folder, { readOnly: true });
    await client.logout();
    const body = { command: "EXAMINE", response: "The mailbox was opened" };
    return { reply: { status: 200, headers: {}, body } };
  } catch (error) {
    const { authenticationFailed, responseText, message } = error as Error & ImapRefusal;
    const response = (responseText ?? message).slice(0, 500);
    if (authenticationFailed) {
      const body = { command: "LOGIN", response };
      return { reply: { status: refusedLogin, headers: {}, body } };
    }
    if (opening && client?.usable) {
      const body = { command: "EXAMINE", response: `There is no folder “${folder}”: ${response}` };
      return { reply: { status: noSuchFolder, headers: {}, body } };
    }
    return { notSent: mailProblem(error, server) };
  } finally {
    client?.close();
  }
}

interface ImapRefusal {
  readonly authenticationFailed?: boolean;
  readonly responseText?: string;
}
