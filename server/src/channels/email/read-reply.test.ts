import { expect, test } from "vitest";
import { readMailReply } from "./read-reply.ts";

const read = (status: number, command: string, response: string) => {
  const result = readMailReply({ status, headers: {}, body: { command, response } });
  return result.ok ? "ok" : result.failure.kind;
};

// RFC 5321, RFC 3463 and the words of Gmail, Outlook, Postfix and Exim.
test.each([
  [421, "MAIL FROM", "421 4.7.0 Try again later", "busy"],
  [450, "RCPT TO", "450 4.2.1 mailbox busy", "busy"],
  [451, "RCPT TO", "451 4.7.1 Greylisting in action", "busy"],
  [452, "RCPT TO", "452 4.2.2 over quota", "busy"],
  [454, "AUTH", "454 4.7.0 Temporary authentication failure", "busy"],
  [530, "MAIL FROM", "530 5.7.0 Authentication Required", "auth"],
  [534, "AUTH", "534 5.7.9 Application-specific password required", "auth"],
  [535, "AUTH", "535 5.7.8 Username and Password not accepted", "auth"],
  [538, "AUTH", "538 5.7.11 Encryption required", "auth"],
  [535, "LOGIN", "Authentication failed.", "auth"],
  [550, "EXAMINE", "There is no folder", "content"],
  [550, "RCPT TO", "550 5.1.1 no such user", "unreachable"],
  [550, "RCPT TO", "550 unknown user", "unreachable"],
  [551, "RCPT TO", "551 not local", "unreachable"],
  [552, "DATA", "552 5.2.2 mailbox full", "unreachable"],
  [552, "DATA", "552 5.3.4 message too big", "content"],
  [552, "MAIL FROM", "552 too much", "policy"],
  [523, "DATA", "523 too large", "content"],
  [550, "MAIL FROM", "550 5.7.60 not permitted to send as this sender", "policy"],
  [553, "MAIL FROM", "553 sender rejected", "policy"],
  [550, "DATA", "550 5.7.1 rejected as spam", "policy"],
  [554, "DATA", "554 5.6.0 malformed", "content"],
  [554, "DATA", "554 no", "content"],
  [500, "DATA", "", "content"],
])("takes %i after %s (%s) as %s", (status, command, response, kind) => {
  expect(read(status, command, response)).toBe(kind);
});

test("gives the Message-ID of a mail that was taken", () => {
  const body = { command: "DATA", response: "250 2.0.0 OK", messageId: "<a@b.org>" };
  const taken = readMailReply({ status: 250, headers: {}, body });
  expect(taken).toEqual({ ok: true, messageId: "<a@b.org>" });
});
