/** The parts of a language tag such as `pt`, `en_GB` or `zh-TW`. */
export interface Locale {
  /** In the form that `Intl` takes. */
  readonly tag: string;
  readonly language: string;
  readonly script: string;
  /** The region as written; undefined where the tag names none. */
  readonly region: string | undefined;
  /** The country where most of its speakers live. */
  readonly likelyRegion: string;
}

const known = new Map<string, Locale | undefined>();

/** Reads a language tag, with hyphens or underscores; undefined if it is invalid. */
export function readLocale(tag: string): Locale | undefined {
  if (!known.has(tag)) {
    // Tags come from contacts, so the number of entries must be limited.
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
