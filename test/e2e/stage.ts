import type { Role } from "@chatloom/api-schema";
import type { Config } from "@chatloom/server";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { complaintsOf, findChromium, openBrowser } from "../support/browser.ts";
import { routes, startWorld, type World } from "../support/world.ts";

/** Where the browser is; the tests of this folder are skipped where there is none. */
export const chromium = await findChromium();

interface OpenOptions extends BrowserContextOptions {
  /** Whether the studio loads the code of its other pages whenever idle, and not one a second: that takes a fifth of a test's time. */
  readonly preloads?: boolean;
}

const idleOnceASecond =
  "window.requestIdleCallback = (act) => setTimeout(() => act({ didTimeout: false, timeRemaining: () => 50 }), 1000)";

/** A whole server with a browser in front of it. */
export interface Stage {
  readonly world: World;
  readonly browser: Browser;
  /** Errors of all pages so far: failed scripts, requests and broken rules of the content policy. */
  readonly complaints: readonly string[];
  /** A new browser of a member; of nobody without a role. */
  open(role?: Role, options?: OpenOptions): Promise<Page>;
  /** The page with the website chat, in a new browser. */
  visit(options?: BrowserContextOptions): Promise<Page>;
  /** The id of the website chat. */
  webChannel(): Promise<string>;
  close(): Promise<void>;
}

/** Sets the stage; `config` overrides settings of the server. */
export async function openStage(config: Partial<Config> = {}): Promise<Stage> {
  if (chromium === undefined) {
    throw new Error("There is no browser");
  }
  const [world, browser] = await Promise.all([startWorld(config), openBrowser(chromium)]);
  const listeners: string[][] = [];

  async function open(
    role?: Role,
    { preloads = false, ...options }: OpenOptions = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: "en-GB",
      reducedMotion: "reduce",
      ...options,
    });
    context.setDefaultTimeout(25_000);
    if (!preloads) {
      await context.addInitScript(idleOnceASecond);
    }
    if (role) {
      const [name = "", value = ""] = (await world.cookie(role)).split("=");
      await context.addCookies([{ name, value, url: world.url }]);
    }
    const page = await context.newPage();
    listeners.push(complaintsOf(page));
    return page;
  }
  async function webChannel(): Promise<string> {
    const { items } = await world.call(routes.channels.listChannels);
    const id = items.find((it) => it.type === "web")?.id;
    if (id === undefined) {
      throw new Error("There is no website chat");
    }
    return id;
  }

  return {
    world,
    browser,
    get complaints() {
      return listeners.flat();
    },
    open,
    webChannel,
    visit: async (options) => {
      const page = await open(undefined, options);
      await page.goto(`${world.url}/chat/${await webChannel()}`);
      return page;
    },
    close: async () => {
      await browser.close();
      await world.close();
    },
  };
}
