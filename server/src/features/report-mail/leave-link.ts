import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { notePage } from "../../http/note-page.ts";
import { mailedReports, reportMailRules } from "../../records/report-mail-model.ts";
import { isSigned, sign } from "../../secrets/secret-box.ts";

const purpose = "report mail";
const path = "/report-mail/leave";

/** Returns the address at which a recipient ends the reports of a workspace. */
export function leaveUrl({ config }: ServerContext, workspaceId: string, address: string): string {
  const signature = sign(config.secretKey, purpose, `${workspaceId}:${address}`);
  const query = new URLSearchParams({ workspace: workspaceId, address, signature });
  return `${config.publicUrl}${path}?${query}`;
}

/** Adds the page at which a recipient ends the mails. Mail scanners open links, so only the button, or a mail program's POST (RFC 8058), ends them. */
export function leavePage(root: Router, { connection, config }: ServerContext): void {
  root.get(path, (request, response) => {
    const known = recipientOf(request.query) !== undefined;
    response.set("Cache-Control", "no-store").type("html");
    response.status(known ? 200 : 404).send(known ? askPage : unknownPage);
  });
  root.post(path, async (request, response) => {
    const recipient = recipientOf(request.query);
    response.set("Cache-Control", "no-store").type("html");
    if (!recipient) {
      response.status(404).send(unknownPage);
      return;
    }
    const { workspaceId, address } = recipient;
    await reportMailRules(connection)
      .in(workspaceId)
      .updateOne(
        { recipients: address },
        { $pull: { recipients: address }, $addToSet: { left: address } },
      );
    await mailedReports(connection).in(workspaceId).deleteMany({ address, state: "waiting" });
    response.send(leftPage);
  });

  function recipientOf(query: Readonly<Record<string, unknown>>) {
    const { workspace, address, signature } = query;
    const fits =
      typeof workspace === "string" &&
      typeof address === "string" &&
      typeof signature === "string" &&
      isSigned(config.secretKey, purpose, `${workspace}:${address}`, signature);
    return fits ? { workspaceId: workspace, address } : undefined;
  }
}

const askPage = notePage({
  title: "End the reports",
  heading: "Do you want to end these reports?",
  text: "You get no more of them by e-mail.",
  vietnamese: "Bạn có muốn ngừng nhận báo cáo này qua e-mail không?",
  bengali: "আপনি কি ইমেইলে এই রিপোর্ট পাওয়া বন্ধ করতে চান?",
  button: "End the reports · Ngừng nhận · বন্ধ করুন",
});
const leftPage = notePage({
  title: "Reports ended",
  heading: "You get no more reports",
  text: "You can close this page.",
  vietnamese: "Bạn sẽ không nhận báo cáo nữa. Bạn có thể đóng trang này.",
  bengali: "আপনি আর রিপোর্ট পাবেন না। এই পৃষ্ঠাটি বন্ধ করতে পারেন।",
});
const unknownPage = notePage({
  title: "Unknown link",
  heading: "This link leads nowhere",
  text: "It may be incomplete. Please open it from the mail again.",
  vietnamese: "Liên kết này không đúng. Hãy mở lại từ thư.",
  bengali: "এই লিংকটি সঠিক নয়। মেইল থেকে আবার খুলুন।",
});
