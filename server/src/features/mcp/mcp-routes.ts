import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { askRoute } from "../../http/answer.ts";
import { callerOf } from "../../http/caller.ts";
import { requestErrors } from "../../http/errors.ts";
import { authenticate } from "../accounts/authenticate.ts";
import type { CallApi } from "./tool.ts";

/**
 * Serves the Model Context Protocol at `/mcp` (streamable HTTP without sessions). A caller gives an API token; every tool asks routes of
 * `api` on its behalf, so that the token's role holds.
 */
export function mcpRoutes(root: Router, api: Router, context: ServerContext): void {
  root.post("/mcp", authenticate(context), async (request, response) => {
    if (!request.headers.authorization || !callerOf(request)) {
      throw requestErrors.notSignedIn();
    }
    const call: CallApi = (route, sent = {}) => askRoute(api, { request, response }, route, sent);
    // Loaded at the first call: most servers never need it.
    const { answerMcp } = await import("./answer-mcp.ts");
    await answerMcp(request, response, call, context.log);
  });
  root.all("/mcp", (_request, response) => {
    response.set("Allow", "POST").status(405);
    const message = "Send requests by POST; this server keeps no sessions";
    response.json({ jsonrpc: "2.0", error: { code: -32_000, message }, id: null });
  });
}
