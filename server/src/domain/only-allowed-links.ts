const link = /\bhttps?:\/\/[^\s<>"')\]]+|\bwww\.[^\s<>"')\]]+/gi;

/** Takes links to other sites out of a text. A site includes its subdomains; without any, all links stay. */
export function onlyAllowedLinks(text: string, sites: readonly string[]): string {
  if (sites.length === 0) {
    return text;
  }
  const allowed = sites.map((it) => hostOf(it) ?? it.trim().toLowerCase());
  return text.replace(link, (found) => {
    const host = hostOf(found);
    const fits = allowed.some((it) => host === it || host?.endsWith(`.${it}`));
    return fits ? found : "[link]";
  });
}

/** A link may go on after the end of an unfinished text. */
const linkAtEnd = /(?:\bhttps?:\/\/|\bwww\.)\S*$/i;

/** Cuts what may be the beginning of a link off the end of an unfinished text. */
export function withoutOpenLink(text: string): string {
  return text.replace(/[!-~]+$/, "").replace(linkAtEnd, "");
}

function hostOf(text: string): string | undefined {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text.trim()}`;
  return URL.canParse(address) ? new URL(address).hostname.toLowerCase() : undefined;
}
