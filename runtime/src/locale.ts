/** What a language tag such as `pt`, `en_GB` or `zh-TW` says. */
export interface Locale {
  /** In the form that `Intl` takes. */
  readonly tag: string;
  readonly language: string;
  readonly script: string;
  /** The region as written; undefined where the tag names none. */
  readonly region: string | undefined;
  /** Where most of its speakers live. */
  readonly likelyRegion: string;
}

const known = new Map<string, Locale | undefined>();

/** Reads a language tag, with hyphens or underscores; undefined for one that means nothing. */
export function readLocale(tag: string): Locale | undefined {
  if (!known.has(tag)) {
    // Tags come from contacts, so their number has no bound of its own.
    if (known.size >= 500) {
      known.clear();
    }
    known.set(tag, parse(tag));
  }
  return known.get(tag);
}

function parse(tag: string): Locale | undefined {
  try {
    const locale = new Intl.Locale(tag.trim().slice(0, 35).replace(/_/g, "-"));
    const { language, script = "", region: likelyRegion = "" } = locale.maximize();
    return { tag: locale.baseName, language, script, region: locale.region, likelyRegion };
  } catch {
    return undefined;
  }
}
