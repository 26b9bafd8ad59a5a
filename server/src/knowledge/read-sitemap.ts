import { Parser } from "htmlparser2";

/** The addresses that a sitemap lists: pages, or other sitemaps. */
export interface Sitemap {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

const mostEntries = 50_000;

/** Reads a sitemap (sitemaps.org), or a text with one address for each line. */
export function readSitemap(text: string): Sitemap {
  const pages: string[] = [];
  const sitemaps: string[] = [];
  if (!/^\s*</.test(text)) {
    const lines = text.split(/\r?\n/).map((it) => it.trim());
    return { pages: lines.filter((it) => /^https?:\/\//.test(it)).slice(0, mostEntries), sitemaps };
  }
  let inIndex = false;
  let address: string | undefined;
  const parser = new Parser(
    {
      onopentag(name) {
        inIndex ||= name === "sitemapindex";
        if (name === "loc") {
          address = "";
        }
      },
      ontext(data) {
        if (address !== undefined) {
          address += data;
        }
      },
      onclosetag(name) {
        if (name === "loc" && address !== undefined) {
          const list = inIndex ? sitemaps : pages;
          if (list.length < mostEntries) {
            list.push(address.trim());
          }
          address = undefined;
        }
      },
    },
    { xmlMode: true },
  );
  parser.end(text);
  return { pages, sitemaps };
}
