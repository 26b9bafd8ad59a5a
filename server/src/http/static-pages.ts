import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler, type Response, type Router } from "express";

const widgetDir = fileURLToPath(new URL("../../../widget/dist/", import.meta.url));
const studioDir = fileURLToPath(new URL("../../../studio/dist/", import.meta.url));
const aYear = 31_536_000;

/** Serves the widget (`/widget.js`, `/chat.html`) and the studio. Names with a hash are kept by browsers for ever; everything else is asked for again. */
export function staticPages(pages: Router): void {
  pages.use(express.static(widgetDir, { index: false, setHeaders: widgetHeaders }));
  pages.use(express.static(studioDir, { index: false, setHeaders: studioHeaders }));
  pages.use(studioPage);
}

/** Any other address that a browser opens is one of the studio's own pages. */
const studioPage: RequestHandler = (request, response, next) => {
  const opensPage = request.method === "GET" && request.accepts(["json", "html"]) === "html";
  const isOurs = /^\/(api|files|webhooks|webchat|socket\.io|assets)(\/|$)/.test(request.path);
  if (!opensPage || isOurs) return next();
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

function widgetHeaders(response: Response): void {
  // Pages of any origin load the script.
  response.set("Access-Control-Allow-Origin", "*");
  response.set("Cache-Control", "public, max-age=300");
}
