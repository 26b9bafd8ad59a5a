/** A browser and the system it runs on, by name; undefined where the text does not tell. */
export interface BrowserWords {
  readonly browser: string | undefined;
  readonly system: string | undefined;
}

/** The first that fits is taken: most browsers also claim to be Chrome and Safari. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\b(OPR|Opera|OPT)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\bYaBrowser\//, "Yandex Browser"],
  [/\bcoc_coc_browser\//, "Cốc Cốc"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, "Chrome"],
  [/\bVersion\/[\d.]+ .*Safari\//, "Safari"],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b|\biPod\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bMac OS X\b|\bMacintosh\b/, "macOS"],
  [/\bLinux\b|\bX11\b/, "Linux"],
];

/** Names browser and system of a `User-Agent` header. */
export function describeBrowser(userAgent: string): BrowserWords {
  const named = (list: typeof browsers) => list.find(([shape]) => shape.test(userAgent))?.[1];
  return { browser: named(browsers), system: named(systems) };
}
