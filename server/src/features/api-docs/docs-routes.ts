import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { type Router } from "express";

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Chatloom API</title>
    <link rel="stylesheet" href="/api/docs/assets/swagger-ui.css" />
    <link rel="icon" href="/api/docs/assets/favicon-32x32.png" />
  </head>
  <body>
    <div id="page"></div>
    <script src="/api/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
const start = `SwaggerUIBundle({ url: "/api/v1/openapi.json", dom_id: "#page", docExpansion: "none", validatorUrl: null });
`;

/** The OpenAPI document and a page to read it; the page's scripts are served from here, not from elsewhere. */
export function docsRoutes(root: Router): void {
  let document: Promise<string> | undefined;

  root.get("/api/v1/openapi.json", async (_request, response) => {
    document ??= import("./openapi.ts").then((it) => JSON.stringify(it.openApiDocument()));
    response.type("application/json").send(await document);
  });

  root.get("/api/docs", (_request, response) => {
    response.type("html").send(page);
  });
  root.get("/api/docs/start.js", (_request, response) => {
    response.type("text/javascript").send(start);
  });
  const assets = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  root.use("/api/docs/assets", express.static(assets, { index: false, maxAge: "1h" }));
}
