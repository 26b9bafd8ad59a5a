/** The settings of the script tag: `<script src="https://host/widget.js" data-channel="…"></script>`. */
export interface Settings {
  /** The address of the server: the origin of the script. */
  readonly server: string;
  readonly channelId: string;
  /** A bubble in the corner, or the whole page. */
  readonly mode: "bubble" | "page";
  readonly language: string;
  /** Starts flows with a link trigger: `data-ref`, or `?ref=` in the page's address. */
  readonly ref: string | undefined;
  readonly side: "left" | "right";
  /** The address of the page, passed to flows when the chat is opened. */
  readonly page: string;
  /** The visitor's identity, signed by the website: `data-identity`. */
  readonly identity: string | undefined;
  /** The full page is used for testing: the visitor may start again as somebody else. */
  readonly test: boolean;
}

/** The full page that only shows how the chat will look, for the studio's form. */
export const previewChannel = "preview";

/** Reads the script tag; undefined if it names no channel. The full page's address names it: `/chat/<channel>`, and may add `?test` and `?lang=`. */
export function readSettings(script: HTMLScriptElement, page: Location): Settings | undefined {
  const { channel, mode, language, ref, side, identity } = script.dataset;
  const channelId = channel ?? page.pathname.match(/^\/chat\/([0-9a-f]{24}|preview)$/)?.[1];
  if (!channelId) {
    return undefined;
  }
  const query = new URLSearchParams(page.search);
  const preview = channelId === previewChannel;
  return {
    server: new URL(script.src, page.href).origin,
    channelId,
    mode: mode === "page" && !preview ? "page" : "bubble",
    language: language ?? (mode === "page" ? query.get("lang") : undefined) ?? navigator.language,
    ref: ref ?? query.get("ref") ?? undefined,
    side: side === "left" ? "left" : "right",
    page: page.href,
    identity,
    test: mode === "page" && query.has("test"),
  };
}
