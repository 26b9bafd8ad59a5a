import type { HttpReply, SendFailure, SendResult } from "../channel.ts";
import { object, text } from "../read-json.ts";
import { failureFor } from "./read-bounce.ts";

/** Classifies a mail server's answer: SMTP codes (RFC 5321) with the more exact ones of RFC 3463 where it gives them. */
export function readMailReply({ status, body }: HttpReply): SendResult {
  const { command, response, messageId } = object(body);
  if (status < 300) {
    const id = text(messageId);
    return id === undefined ? unclear : { ok: true, messageId: id };
  }
  return { ok: false, failure: failureOf(status, text(command) ?? "", text(response) ?? "") };
}

const unclear: SendResult = {
  ok: false,
  failure: {
    kind: "unknown",
    code: "answer.unclear",
    message: "The mail server answered, but no mail was sent.",
  },
};

function failureOf(status: number, command: string, response: string): SendFailure {
  const [, exact] = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  const code = exact ?? String(status);
  const said = response === "" ? "" : ` It says: ${response}`;
  if (status >= 400 && status < 500) {
    return { kind: "busy", code, message: `The mail server is busy.${said}` };
  }
  if (command === "AUTH" || command === "LOGIN" || [530, 534, 535, 538].includes(status)) {
    const message = `The mail server refuses user name and password. Many providers want an app password.${said}`;
    return { kind: "auth", code, message };
  }
  if (command === "EXAMINE") {
    return { kind: "content", code, message: response };
  }
  if (exact !== undefined) {
    return failureFor(exact, response);
  }
  if (command === "MAIL FROM") {
    return {
      kind: "policy",
      code,
      message: `The mail server does not send from this address.${said}`,
    };
  }
  if (status === 552 || status === 523) {
    return { kind: "content", code, message: `The mail is too large.${said}` };
  }
  if (command === "RCPT TO") {
    return {
      kind: "unreachable",
      code,
      message: `The mail server does not take the contact’s address.${said}`,
    };
  }
  return { kind: "content", code, message: `The mail server refuses the mail.${said}` };
}
