/** The settings of the script tag: `<script src="https://host/widget.js" data-channel="…"></script>`. */
export interface Settings {
  /** The address of the server: the origin of the script. */
  readonly server: string;
  readonly channelId: string;
  /** A bubble in the corner, a panel that only the page opens, a part of the page, or the whole page. */
  readonly mode: "bubble" | "popup" | "inline" | "page";
  /** Where an inline chat stands: a CSS selector. */
  readonly target: string | undefined;
  readonly language: string;
  /** Starts flows with a link trigger: `data-ref`, or `?ref=` in the page's address. */
  readonly ref: string | undefined;
  /** The side of the page; undefined: as the channel is set. */
  readonly side: "left" | "right" | undefined;
  /** The address of the page, passed to flows when the chat is opened. */
  readonly page: string;
  /** The visitor's identity, signed by the website: `data-identity`. */
  readonly identity: string | undefined;
  /** The full page is used for testing: the visitor may start again as somebody else. */
  readonly test: boolean;
}

/** The full page that only shows how the chat will look, for the studio's form. */
export const previewChannel = "preview";

const modes = ["popup", "inline", "page"] as const;

/** Reads the script tag; undefined if it names no channel. The full page's address names it: `/chat/<channel>`, and may add `?test` and `?lang=`. */
export function readSettings(script: HTMLScriptElement, page: Location): Settings | undefined {
  const { channel, mode, target, language, ref, side, identity } = script.dataset;
  const channelId = channel ?? page.pathname.match(/^\/chat\/([0-9a-f]{24}|preview)$/)?.[1];
  if (!channelId) {
    return undefined;
  }
  const query = new URLSearchParams(page.search);
  const preview = channelId === previewChannel;
  return {
    server: new URL(script.src, page.href).origin,
    channelId,
    mode: preview ? "bubble" : (modes.find((it) => it === mode) ?? "bubble"),
    target,
    language: language ?? (mode === "page" ? query.get("lang") : undefined) ?? navigator.language,
    ref: ref ?? query.get("ref") ?? undefined,
    side: side === "left" || side === "right" ? side : undefined,
    page: page.href,
    identity,
    test: mode === "page" && query.has("test"),
  };
}
