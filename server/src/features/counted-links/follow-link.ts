import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { linkOfCode } from "../../domain/counted-content.ts";
import { isPreviewRequest } from "../../domain/is-preview-request.ts";
import { notePage } from "../../http/note-page.ts";
import { countedLinks } from "../../records/counted-link-model.ts";

/** The route of counted links: leads on to the link's page, and counts who opens it. */
export function followLink(root: Router, { connection, log, now }: ServerContext): void {
  root.get("/l/:code", async (request, response) => {
    const _id = linkOfCode(request.params.code);
    const links = countedLinks(connection).acrossWorkspaces;
    const link = _id === undefined ? undefined : await links.findOne({ _id }).lean();
    response.set({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });
    if (!link) {
      response.status(404).type("html").send(unknownPage);
      return;
    }
    response.redirect(302, link.url);
    try {
      const preview = isPreviewRequest(request);
      await links.updateOne({ _id: link._id }, { $inc: preview ? { previews: 1 } : { clicks: 1 } });
      if (!preview && link.firstClickAt === undefined) {
        await links.updateOne(
          { _id: link._id, firstClickAt: null },
          { $set: { firstClickAt: now() } },
        );
      }
    } catch (error) {
      // The contact is on the page already.
      log.warn({ err: error, linkId: link._id }, "failed to count a click");
    }
  });
}

const unknownPage = notePage({
  title: "Unknown link",
  heading: "This link leads nowhere",
  text: "It may be incomplete. Please open it from the message again.",
  vietnamese: "Liên kết này không đúng. Hãy mở lại từ tin nhắn.",
  bengali: "এই লিংকটি সঠিক নয়। বার্তা থেকে আবার খুলুন।",
});
