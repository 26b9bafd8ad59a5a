import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { pages } from "@chatloom/api-schema";
import express, { type RequestHandler, type Response, type Router } from "express";
import { docsPages } from "./docs-pages.ts";
import { packedScript } from "./packed-script.ts";

const widgetDir = fileURLToPath(new URL("../../../widget/dist/", import.meta.url));
const studioDir = fileURLToPath(new URL("../../../studio/dist/", import.meta.url));
const aYear = 31_536_000;

/** Serves the widget (`/widget.js`, the full-page chat at `/chat/<channel>`), the documentation and the studio. Browsers cache names with a hash for ever, and revalidate everything else. */
export function staticPages(router: Router): void {
  docsPages(router);
  router.get(pages.chat, chatPage);
  router.get("/widget.js", widgetScript, packedScript(`${widgetDir}widget.js`));
  router.use(express.static(widgetDir, { index: false, setHeaders: widgetHeaders }));
  router.use(express.static(studioDir, { index: false, setHeaders: studioHeaders }));
  router.use(studioPage);
}

const chatPage: RequestHandler<{ channelId: string }> = ({ params }, response, next) => {
  response.set("Cache-Control", "no-cache");
  if (params.channelId === "preview") {
    letStudioFrame(response);
  }
  response.sendFile("chat.html", { root: widgetDir }, (error) => error && next());
};

/** The studio shows the preview in a frame; all other pages refuse framing. */
function letStudioFrame(response: Response): void {
  const policy = String(response.get("Content-Security-Policy"));
  const framed = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'");
  response.set("Content-Security-Policy", framed);
}

/** Any other address that a browser opens is one of the studio's own pages. */
const studioPage: RequestHandler = (request, response, next) => {
  const opensPage =
    ["GET", "HEAD"].includes(request.method) && request.accepts(["html", "json"]) === "html";
  const isOurs = /^\/(api|files|webhooks|webchat|socket\.io|assets)(\/|$)/.test(request.path);
  if (!opensPage || isOurs) {
    return next();
  }
  if (!existsSync(`${studioDir}index.html`)) {
    response.status(503).type("text/plain");
    response.send("The studio has not been built yet: run `npm run build`.\n");
    return;
  }
  studioHeaders(response, "index.html");
  response.sendFile("index.html", { root: studioDir });
};

function studioHeaders(response: Response, path: string): void {
  const hashed = /[\\/]assets[\\/]/.test(path);
  response.set("Cache-Control", hashed ? `public, max-age=${aYear}, immutable` : "no-cache");
}

const widgetScript: RequestHandler = (_request, response, next) => {
  widgetHeaders(response);
  next();
};

function widgetHeaders(response: Response): void {
  // Pages of any origin load the script.
  response.set("Access-Control-Allow-Origin", "*");
  response.set("Cache-Control", "public, max-age=300");
}
