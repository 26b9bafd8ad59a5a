import type { PageValues } from "@chatloom/api-schema";

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
  /** What the page says about the visitor and the visit: `data-values`, a JSON object. */
  readonly values?: PageValues | undefined;
  /** Whether flows hear of the pages that the visitor looks at: `data-visits`. */
  readonly visits?: boolean | undefined;
  /** The full page is used for testing: the visitor may start again as somebody else. */
  readonly test: boolean;
}

/** The full page that only shows how the chat will look, for the studio's form. */
export const previewChannel = "preview";

const modes = ["popup", "inline", "page"] as const;

/** Reads the script tag; undefined if it names no channel. The full page's address names it: `/chat/<channel>`, and may add `?test` and `?lang=`. */
export function readSettings(script: HTMLScriptElement, page: Location): Settings | undefined {
  const { channel, mode, target, language, ref, side, identity, values, visits } = script.dataset;
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
    values: readValues(values),
    visits: visits !== undefined && visits !== "no",
    test: mode === "page" && query.has("test"),
  };
}

const mostValues = 20;

/** Reads the values of a page: texts, numbers, and yes or no. What the server would refuse is left out, with a word to the website's makers. */
export function readValues(given: string | undefined): PageValues | undefined {
  if (given === undefined) {
    return undefined;
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(given);
  } catch {
    parsed = undefined;
  }
  const entries = typeof parsed === "object" && parsed !== null ? Object.entries(parsed) : [];
  const fit = entries
    .filter(
      ([name, value]) =>
        /^[A-Za-z_]\w{0,49}$/.test(name) &&
        ["string", "number", "boolean"].includes(typeof value) &&
        String(value).length <= 200,
    )
    .slice(0, mostValues);
  if (fit.length < entries.length || entries.length === 0) {
    console.warn(
      "Chatloom: data-values must be a JSON object of at most 20 short names with texts of at most 200 characters",
    );
  }
  return Object.fromEntries(fit.map(([name, value]) => [name, String(value)]));
}
