import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { isPreviewRequest } from "../../domain/is-preview-request.ts";
import { countedLinks, linkOfCode } from "../../records/counted-link-model.ts";

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

const unknownPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Unknown link</title>
<style>
  :root { color-scheme: light dark; }
  body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 20vh auto; padding: 0 1.5rem; text-align: center; }
</style>
<h1>This link leads nowhere</h1>
<p>It may be incomplete. Please open it from the message again.</p>
<p lang="vi">Liên kết này không đúng. Hãy mở lại từ tin nhắn.</p>
</html>
`;
