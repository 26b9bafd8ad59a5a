import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import express, { type RequestHandler, type Response, type Router } from "express";
import { notePage } from "./note-page.ts";

const builtDir = fileURLToPath(new URL("../../../docs/dist/", import.meta.url));
const languages = ["en", "vi"];
const aYear = 31_536_000;

const notBuilt = notePage({
  title: "Chatloom",
  heading: "The documentation is being built",
  text: "Come back in a minute. If it never comes, run `npm run build`.",
  vietnamese:
    "Tài liệu đang được tạo. Hãy quay lại sau một phút. Nếu vẫn chưa có, hãy chạy `npm run build`.",
  bengali: "ডকুমেন্টেশন তৈরি হচ্ছে। এক মিনিট পর আবার আসুন। তবু না এলে `npm run build` চালান।",
});

/**
 * Serves the documentation at `/docs`; without a language, in the reader's. Browsers cache names with a hash for ever and revalidate pages.
 * Answers 503 with a note where it has not been built.
 */
export function docsPages(router: Router, folder: string = builtDir): void {
  router.get("/docs", (request, response) => {
    const language = request.acceptsLanguages(languages) || "en";
    response.vary("Accept-Language").redirect(`/docs/${language}/`);
  });
  router.use(
    "/docs",
    express.static(folder, {
      index: "index.html",
      extensions: ["html"],
      setHeaders: (response: Response, path: string) => {
        const hashed = /[\\/]assets[\\/]/.test(path);
        response.set("Cache-Control", hashed ? `public, max-age=${aYear}, immutable` : "no-cache");
      },
    }),
  );
  router.use("/docs", missing(folder));
}

function missing(folder: string): RequestHandler {
  return (request, response, next) => {
    if (!["GET", "HEAD"].includes(request.method)) {
      return next();
    }
    response.set("Cache-Control", "no-cache");
    if (!existsSync(`${folder}404.html`)) {
      response.status(503).set("Retry-After", "60").type("html").send(notBuilt);
      return;
    }
    if (request.accepts(["html", "json"]) !== "html") {
      return next();
    }
    response.status(404).sendFile("404.html", { root: folder });
  };
}
