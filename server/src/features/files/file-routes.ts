import { pipeline } from "node:stream/promises";
import { routes } from "@chatloom/api-schema";
import type { Request, Response, Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { answer } from "../../http/answer.ts";
import { kindOf } from "../../records/detect-file-type.ts";
import { fileErrors } from "../../records/file-errors.ts";
import { type FoundFile, findFile, openFile } from "../../records/file-store.ts";
import { type FileLink, isExpired, isOurLink } from "../../records/file-url.ts";
import { findCallerByCookie } from "../accounts/find-caller.ts";
import { receiveFile } from "./receive-file.ts";
import type { UploadQuota } from "./upload-quota.ts";

/** The widths in pixels that LINE adds to an address. */
const askedWidths = new Set(["240", "300", "460", "700", "1040"]);

/** Routes for uploads by members, and for files with a signed link. */
export function fileRoutes(
  api: Router,
  root: Router,
  context: ServerContext,
  quota: UploadQuota,
): void {
  answer(api, routes.operations.uploadFile, ({ workspaceId, request }) =>
    receiveFile(context, quota, { workspaceId }, request),
  );

  root.get("/files/:id/:expires/:signature/:name", (request, response) =>
    show(request, response, request.params),
  );

  // LINE asks for a picture with areas in each of its widths and scales what it gets.
  root.get("/files/:id/:expires/:signature/:name/:width", (request, response) => {
    if (!askedWidths.has(request.params.width)) {
      throw new NotFound("file");
    }
    return show(request, response, request.params);
  });

  async function show(
    request: Request,
    response: Response,
    { id, expires, signature }: FileLink,
  ): Promise<void> {
    const link = { id, expires, signature };
    const file = isOurLink(context, link) ? await findFile(context, id) : undefined;
    if (!file) {
      throw new NotFound("file");
    }
    if (isExpired(context, link) && !(await isMember(request, file))) {
      throw fileErrors.linkExpired();
    }
    await serve(request, response, file);
  }

  async function isMember(request: Request, file: FoundFile): Promise<boolean> {
    const caller = await findCallerByCookie(context, request.headers.cookie, request.ip ?? "");
    return caller?.workspaceId === file.workspaceId;
  }

  async function serve(request: Request, response: Response, file: FoundFile): Promise<void> {
    const inline = kindOf(file.mimeType) !== "file";
    const name = encodeURIComponent(file.fileName).replace(/['()*]/g, percentEncode);
    response.set({
      "Content-Type": file.mimeType,
      "Content-Disposition": `${inline ? "inline" : "attachment"}; filename*=UTF-8''${name}`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Cache-Control": "private, max-age=86400, immutable",
      "Accept-Ranges": "bytes",
    });
    const range = request.range(file.size);
    const part = Array.isArray(range) && range.type === "bytes" ? range[0] : undefined;
    if (range === -1) {
      response.status(416).set("Content-Range", `bytes */${file.size}`).end();
      return;
    }
    if (part) {
      response.status(206).set("Content-Range", `bytes ${part.start}-${part.end}/${file.size}`);
    }
    const size = part ? part.end - part.start + 1 : file.size;
    response.set("Content-Length", String(size));
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    const bytes = await openFile(context, file, part && { start: part.start, end: part.end + 1 });
    // A client that disconnects during the download is not an error.
    await pipeline(bytes, response).catch((error: unknown) => {
      if (!response.destroyed) {
        throw error;
      }
    });
  }
}

/** The characters that `encodeURIComponent` leaves but RFC 8187 does not. */
function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
