import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

/** The paths of installed browsers, for systems without a build in npm. */
const installed = [
  process.env.CHROME_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Returns the path of Chromium: the one from `npm ci` (Linux x64), or an installed one; `undefined` if there is none. */
export async function findChromium(): Promise<string | undefined> {
  if (process.platform === "linux" && process.arch === "x64") {
    // The package reads this variable when it is imported, and then also unpacks the libraries that are missing.
    process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
    const { default: packed } = await import("@sparticuz/chromium");
    return packed.executablePath();
  }
  const found = installed.find((path) => path && existsSync(path));
  if (!found) {
    console.warn(
      "No Chrome or Chromium found: the browser tests are skipped. Set CHROME_PATH to run them.",
    );
  }
  return found;
}

/** Starts a headless browser. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    // The package's own arguments switch web security off.
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
  });
}

/** Collects the script errors and failed requests of a page. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") {
      complaints.push(`${message.text()} ${message.location().url}`.trim());
    }
  });
  return complaints;
}
