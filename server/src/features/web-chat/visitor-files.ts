import type { NextFunction, Request, Response, Router } from "express";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { clientKey } from "../../http/client-address.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { publicFileUrl } from "../../records/file-url.ts";
import { receiveFile } from "../files/receive-file.ts";
import type { UploadQuota } from "../files/upload-quota.ts";
import { isAllowedOrigin } from "./allowed-origin.ts";
import { visitorErrors } from "./errors.ts";
import { addressOf, isVisitorSecret } from "./visitor.ts";
import type { VisitorLimits } from "./visitor-limits.ts";

/** Lets visitors of a web chat upload what they want to send, once they have a conversation, from the sites that the channel allows. */
export function visitorFileRoutes(
  root: Router,
  context: ServerContext,
  {
    pipeline,
    limits,
    quota,
  }: { readonly pipeline: Pipeline; readonly limits: VisitorLimits; readonly quota: UploadQuota },
): void {
  const path = "/webchat/:channelId/files";
  root.options(path, allowOrigin, (_request, response) => {
    response
      .set({
        "Access-Control-Allow-Methods": "POST",
        "Access-Control-Allow-Headers": "authorization, content-type, x-file-name",
        "Access-Control-Max-Age": "86400",
      })
      .status(204)
      .end();
  });
  root.post(path, allowOrigin, async (request: Request<{ channelId: string }>, response) => {
    const channel = await pipeline.channel(request.params.channelId);
    if (channel?.channel.type !== "web" || channel.status === "paused") {
      throw new NotFound("channel");
    }
    if (!isAllowedOrigin(context, channel, request.headers.origin)) {
      throw visitorErrors.originRefused();
    }
    const secret = request.headers.authorization?.replace(/^Bearer /, "");
    if (!isVisitorSecret(secret)) {
      throw visitorErrors.unknown();
    }
    const visitor = addressOf(secret);
    if (!limits.allows("upload", visitor, clientKey(request.ip ?? ""))) {
      throw visitorErrors.tooManyUploads();
    }
    const conversation = await pipeline.services.conversations.byKey(`${channel.id}:${visitor}`);
    if (!conversation) {
      throw visitorErrors.unknown();
    }
    const by = { workspaceId: channel.workspaceId, channelId: channel.id, visitor };
    const saved = await receiveFile(context, quota, by, request);
    response.json({ ...saved, url: publicFileUrl(context, saved) });
  });

  async function allowOrigin(
    request: Request<{ channelId: string }>,
    response: Response,
    next: NextFunction,
  ): Promise<void> {
    const { origin } = request.headers;
    const channel = await pipeline.channel(request.params.channelId);
    if (channel && origin !== undefined && isAllowedOrigin(context, channel, origin)) {
      response.set({ "Access-Control-Allow-Origin": origin, Vary: "Origin" });
    }
    next();
  }
}
