/** What the script tag says: `<script src="https://host/widget.js" data-channel="…"></script>`. */
export interface Settings {
  /** Where the server is: the origin the script came from. */
  readonly server: string;
  readonly channelId: string;
  /** A bubble in the corner, or the whole page. */
  readonly mode: "bubble" | "page";
  readonly language: string;
  /** Starts flows with a link trigger: `data-ref`, or `?ref=` in the page's address. */
  readonly ref: string | undefined;
  readonly side: "left" | "right";
}

/** Reads the script tag; undefined where it names no channel. The full page's address names it: `/chat/<channel>`. */
export function readSettings(script: HTMLScriptElement, page: Location): Settings | undefined {
  const { channel, mode, language, ref, side } = script.dataset;
  const channelId = channel ?? page.pathname.match(/^\/chat\/([0-9a-f]{24})/)?.[1];
  if (!channelId) return undefined;
  return {
    server: new URL(script.src, page.href).origin,
    channelId,
    mode: mode === "page" ? "page" : "bubble",
    language: language ?? navigator.language,
    ref: ref ?? new URLSearchParams(page.search).get("ref") ?? undefined,
    side: side === "left" ? "left" : "right",
  };
}
