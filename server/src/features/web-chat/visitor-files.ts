import type { NextFunction, Request, Response, Router } from "express";
import { DomainError, NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import type { Pipeline } from "../../pipeline/pipeline.ts";
import { receiveFile } from "../files/file-routes.ts";
import { isVisitorSecret } from "./visitor.ts";
import { mayStandOn } from "./visitor-sockets.ts";

/** The browser is not one that was welcomed. */
class VisitorUnknown extends DomainError {
  readonly code = "visitor.unknown";
  readonly refusal = "unauthenticated";

  constructor() {
    super("Open the chat first");
  }
}

/** Lets visitors of a web chat upload what they want to send. Pages of other sites may, where the channel's settings allow them. */
export function visitorFileRoutes(root: Router, context: ServerContext, pipeline: Pipeline): void {
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
    if (channel?.channel.type !== "web") throw new NotFound("channel");
    const secret = request.headers.authorization?.replace(/^Bearer /, "");
    if (!isVisitorSecret(secret)) throw new VisitorUnknown();
    response.json(await receiveFile(context, channel.workspaceId, request));
  });

  async function allowOrigin(
    request: Request<{ channelId: string }>,
    response: Response,
    next: NextFunction,
  ): Promise<void> {
    const { origin } = request.headers;
    const channel = await pipeline.channel(request.params.channelId);
    if (channel && origin !== undefined && mayStandOn(channel, origin)) {
      response.set({ "Access-Control-Allow-Origin": origin, Vary: "Origin" });
    }
    next();
  }
}
