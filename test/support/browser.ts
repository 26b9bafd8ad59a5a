import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** Browsers that people install, where the one from npm has no build. */
const installed = [
  process.env.CHROME_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Where a Chromium is: the one that came with `npm ci` (Linux x64), or an installed one; undefined where there is none. */
export async function findChromium(): Promise<string | undefined> {
  if (process.platform === "linux" && process.arch === "x64") {
    // The package then also unpacks the libraries that bare machines lack; it looks while it is imported.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
    const { default: packed } = await import("@sparticuz/chromium");
    return packed.executablePath();
  }
  const found = installed.find((path) => path && existsSync(path));
  if (!found)
    console.warn(
      "No Chrome or Chromium found: the browser tests are skipped. Set CHROME_PATH to run them.",
    );
  return found;
}

/** A headless browser. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    // The package's own arguments would switch web security off.
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
  });
}

/** What a page complained about: errors of scripts and failed requests of its own. A sound page has none. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return complaints;
}
