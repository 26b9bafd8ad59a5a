const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Writes a text so that HTML shows it as it is, also inside an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (it) => entities[it] ?? it);
}

const address = /https?:\/\/[^\s<>"']{1,2000}[^\s<>"'.,;:!?)\]}]/g;

/** Writes a text of several lines as HTML; web addresses become links. */
export function textToHtml(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => {
    let html = "";
    let at = 0;
    for (const found of line.matchAll(address)) {
      const url = escapeHtml(found[0]);
      html += `${escapeHtml(line.slice(at, found.index))}<a href="${url}" style="color:inherit">${url}</a>`;
      at = found.index + found[0].length;
    }
    return html + escapeHtml(line.slice(at));
  });
  return lines.join("<br>");
}

/** An address that may stand in `href` or `src`; undefined for scripts and the like. */
export function safeLink(url: string): string | undefined {
  return /^(https?:|mailto:|tel:|cid:)/i.test(url) ? escapeHtml(url) : undefined;
}
