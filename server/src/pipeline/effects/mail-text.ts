import type { Config } from "../../context/config.ts";
import { failed, type Outcome } from "./outcome.ts";

/** The silence of a mail server that ends the wait, in milliseconds. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Mails a text; its first line is the subject. The same id twice is shown once by mail programs. */
export async function mailText(
  { id, address, text }: { readonly id: string; readonly address: string; readonly text: string },
  smtp: Config["smtp"],
): Promise<Outcome> {
  if (!smtp) {
    return failed("mail.not-set-up", "No mail server is connected: set SMTP_URL and MAIL_FROM");
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) {
    return failed("mail.address-invalid", `"${address.slice(0, 100)}" is not an e-mail address`);
  }
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({ url: smtp.url, ...patience });
  const [, domain = "localhost"] = /@([^\s>]+)/.exec(smtp.from) ?? [];
  try {
    await transport.sendMail({
      from: smtp.from,
      to: address,
      subject: text.split("\n", 1)[0]?.slice(0, 120) ?? "",
      text,
      // After a crash it may be sent once more; mail programs show one message of an id.
      messageId: `<${id.replaceAll(":", ".")}@${domain}>`,
    });
    return { answer: null };
  } catch (error) {
    const { code, response } = error as { code?: string; response?: string };
    const said = response === undefined ? (code ?? "error") : response.slice(0, 200);
    return failed("mail.failed", `The mail server did not take the message: ${said}`);
  } finally {
    transport.close();
  }
}
