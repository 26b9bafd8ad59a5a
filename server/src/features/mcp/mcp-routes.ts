import type { Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Router } from "express";
import type { ServerContext } from "../../context/server-context.ts";
import { callServer } from "../../http/call-server.ts";
import { findApiToken } from "../accounts/api-token.ts";
import type { CallApi } from "./tool.ts";

/**
 * Serves the Model Context Protocol at `/mcp` (streamable HTTP without sessions). A caller gives an API token; every tool calls the
 * API with it, so that its role and limits hold.
 */
export function mcpRoutes(root: Router, context: ServerContext, http: HttpServer): void {
  root.post("/mcp", async (request, response) => {
    const [scheme, token = ""] = (request.headers.authorization ?? "").split(" ", 2);
    if (scheme?.toLowerCase() !== "bearer" || !(await findApiToken(context, token))) {
      response.set("WWW-Authenticate", "Bearer").status(401);
      response.json(refusal(-32_001, "Give an API token of the workspace as bearer token"));
      return;
    }
    const { port } = http.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    const call: CallApi = (route, sent) => callServer({ url, token }, route, sent);
    // Loaded at the first call: most servers never need it.
    const { answerMcp } = await import("./answer-mcp.ts");
    await answerMcp(request, response, call);
  });
  root.all("/mcp", (_request, response) => {
    response.set("Allow", "POST").status(405);
    response.json(refusal(-32_000, "Send requests by POST; this server keeps no sessions"));
  });
}

function refusal(code: number, message: string) {
  return { jsonrpc: "2.0", error: { code, message }, id: null };
}
