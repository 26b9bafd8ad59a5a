import { defineConfig } from "vitepress";
import { anchorOf } from "./anchor.ts";
import { chaptersOf } from "./contents.ts";
import { dropOutsideLinks } from "./drop-outside-links.ts";
import { moveScriptsOut, writeScripts } from "./inline-scripts.ts";
import { keepBraces } from "./keep-braces.ts";
import { vietnamese, vietnameseSearch } from "./vietnamese.ts";

const base = "/docs/";

export default defineConfig({
  base,
  title: "Chatloom",
  srcExclude: ["README.md", "architecture.md", "decisions/**"],
  outDir: "dist",
  cacheDir: "../node_modules/.cache/vitepress",
  cleanUrls: true,
  // Without this, every page holds the names of all pages in an inline script.
  metaChunk: true,
  head: [["link", { rel: "icon", href: `${base}logo.svg` }]],
  locales: {
    en: {
      label: "English",
      lang: "en",
      description: "Draw conversations and run them on every messaging channel.",
      themeConfig: { sidebar: chaptersOf("en"), logoLink: `${base}en/` },
    },
    vi: {
      label: "Tiếng Việt",
      lang: "vi",
      description: "Vẽ kịch bản trò chuyện và chạy trên mọi kênh nhắn tin.",
      themeConfig: { ...vietnamese, sidebar: chaptersOf("vi"), logoLink: `${base}vi/` },
    },
  },
  themeConfig: {
    logo: "/logo.svg",
    outline: [2, 3],
    search: { provider: "local", options: { locales: { vi: vietnameseSearch } } },
  },
  markdown: {
    anchor: { slugify: anchorOf },
    image: { lazyLoading: true },
    config: (parser) => {
      dropOutsideLinks(parser);
      keepBraces(parser);
    },
  },
  transformHtml: (html) => moveScriptsOut(html, base),
  buildEnd: ({ outDir }) => writeScripts(outDir),
});
