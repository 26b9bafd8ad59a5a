import type { ScreenLanguage } from "@chatloom/api-schema";

/** Writes a page for people who come from a chat. It needs no script, so that every phone's browser shows it. `content` is HTML. */
export function contactPage(language: ScreenLanguage, title: string, content: string): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main>${content}</main></body></html>`;
}

/** Writes a text so that it is no HTML. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const style = `:root{color-scheme:light dark;--ink:#14201b;--paper:#f5f3ee;--card:#fff;--line:#8a938e;--accent:#0f6b57;--flaw:#a3231f}
@media(prefers-color-scheme:dark){:root{--ink:#eef2f0;--paper:#101713;--card:#1b2520;--line:#7d8a84;--accent:#38b492;--flaw:#ff9d94}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:480px;margin:0 auto;padding:24px 16px}h1{font-size:22px;margin:0 0 16px;overflow-wrap:anywhere}
form>div{margin-bottom:18px}label{display:block;font-weight:600;margin-bottom:6px;overflow-wrap:anywhere}small{font-weight:400}
input,select{width:100%;min-height:46px;padding:8px 12px;font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:10px}
[aria-invalid]{border-color:var(--flaw)}.flaw{margin:6px 0 0;color:var(--flaw)}
button,.button{width:100%;min-height:48px;font:inherit;font-weight:650;color:#fff;background:#0f6b57;border:0;border-radius:10px}
.button{display:flex;align-items:center;justify-content:center;text-decoration:none}
.code{display:block;padding:12px;font-size:18px;overflow-wrap:anywhere;user-select:all;-webkit-user-select:all;background:var(--card);border:1px solid var(--line);border-radius:10px}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}`;
