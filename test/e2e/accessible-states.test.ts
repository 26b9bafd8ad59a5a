import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { routes } from "../support/world.ts";
import { flowOf, keyword } from "../turns/publish-test-flow.ts";
import { accessibilityViolations } from "./accessibility-violations.ts";
import { type FilledWorkspace, fillWorkspace } from "./fill-workspace.ts";
import { chromium, openStage, type Stage } from "./stage.ts";

let stage: Stage;
let filled: FilledWorkspace;
let warned: string;

beforeAll(async () => {
  if (!chromium) {
    return;
  }
  stage = await openStage();
  filled = await fillWorkspace(stage.world);
  warned = await storeWarnedFlow();
});
afterAll(async () => {
  await filled?.close();
  await stage?.close();
});

/** Stores a flow that can be published in spite of a warning. */
async function storeWarnedFlow(): Promise<string> {
  const { flows } = routes;
  const draft = flowOf(
    "Call back",
    {
      start: keyword("call"),
      number: {
        type: "ask",
        data: { text: "Your number?", expect: "phone", saveTo: "number", attempts: 3 },
      },
      bye: { type: "end", data: {} },
    },
    ["start.next > number", "number.next > bye"],
  );
  const { id } = await stage.world.call(flows.createFlow, { body: { name: draft.name } });
  const params = { flowId: id };
  const { revision } = await stage.world.call(flows.readFlow, { params });
  await stage.world.call(flows.saveDraft, { params, body: { revision, draft } });
  return id;
}

interface State {
  readonly path: () => string | Promise<string>;
  /** Opens it, and waits until it is to be seen. */
  readonly open: (page: Page, phone: boolean) => Promise<unknown>;
}

const flow = () => `/flows/${warned}`;
const conversation = () => `/conversations/${filled.conversationId}`;

function button(page: Page, name: string | RegExp) {
  return page.getByRole("button", { name, exact: typeof name === "string" }).first();
}

async function dialog(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("dialog", { name }).waitFor();
}

async function openTest(page: Page): Promise<void> {
  await button(page, "Test").click();
  await page.getByPlaceholder("Write as the contact").waitFor();
}

/** Every dialog, menu, popover, drawer and warning of the studio. */
const states: Readonly<Record<string, State>> = {
  "channel preview": {
    path: flow,
    open: async (page) => {
      await page.locator(".react-flow__node").nth(1).click();
      await button(page, "Preview on channels").click();
      await dialog(page, "Preview on channels");
      await page.getByRole("dialog").getByText("All channels").click();
      await page.getByRole("region", { name: "Telegram" }).getByText("Your number?").waitFor();
    },
  },
  "account menu": {
    path: () => "/flows",
    open: async (page) => {
      await page.getByRole("navigation").getByRole("button").last().click();
      await page.getByRole("menu").waitFor();
    },
  },
  "flow menu": {
    path: () => "/flows",
    open: async (page) => {
      await button(page, /Call back/).click();
      await page.getByRole("menu").waitFor();
    },
  },
  "new flow": {
    path: () => "/flows",
    open: async (page) => {
      await button(page, "New flow").click();
      await dialog(page, "What shall it begin with?");
    },
  },
  "rename a flow": {
    path: () => "/flows",
    open: async (page) => {
      await button(page, /Call back/).click();
      await page.getByRole("menuitem", { name: "Rename" }).click();
      await dialog(page, /name/i);
    },
  },
  "delete a flow": {
    path: () => "/flows",
    open: async (page) => {
      await button(page, /Call back/).click();
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await dialog(page, /Call back/);
    },
  },
  "step settings": {
    path: flow,
    open: async (page) => {
      await page.locator(".react-flow__node").nth(1).click();
      await page.getByRole("heading", { name: "Question", exact: true }).waitFor();
    },
  },
  "choice in a step": {
    path: flow,
    open: async (page) => {
      await page.locator(".react-flow__node").nth(1).click();
      await page.getByRole("combobox", { name: "Expected answer" }).click();
      await page.getByRole("option", { name: "Phone number" }).waitFor();
    },
  },
  "step chooser": {
    path: flow,
    open: async (page) => {
      await page.locator(".react-flow__node").first().waitFor();
      await page.locator("body").press("/");
      await page.getByPlaceholder("Search steps").waitFor();
    },
  },
  "step menu": {
    path: flow,
    open: async (page) => {
      await page.locator(".react-flow__node").nth(1).click({ button: "right" });
      await page.getByRole("menu").waitFor();
    },
  },
  "search for a step": {
    path: flow,
    open: async (page) => {
      await button(page, "Find a step").click();
      await page.getByRole("combobox", { name: "Find a step" }).fill("call");
      await page.getByRole("option").first().waitFor();
    },
  },
  findings: {
    path: flow,
    open: async (page) => {
      await button(page, /finding/).click();
      await page.getByText(/no default country is set/).waitFor();
    },
  },
  versions: {
    path: flow,
    open: async (page) => {
      await button(page, "Versions").click();
      await page.getByText("Not published yet").waitFor();
    },
  },
  "test of a flow": { path: flow, open: openTest },
  "values of a test": {
    path: flow,
    open: async (page) => {
      await openTest(page);
      await page.getByRole("tab", { name: "Values" }).click();
    },
  },
  "flow settings": {
    path: flow,
    open: async (page) => {
      await button(page, /settings/).click();
      await dialog(page, "Variables and settings");
      await page.getByRole("tab", { name: "Behaviour" }).click();
      await page.getByRole("combobox", { name: "Country" }).waitFor();
    },
  },
  "variables of a flow": {
    path: () => `/flows/${filled.flowId}`,
    open: async (page) => {
      await button(page, /settings/).click();
      await dialog(page, "Variables and settings");
    },
  },
  "publish with a warning": {
    path: flow,
    open: async (page) => {
      await button(page, "Publish").click();
      await page.getByRole("dialog").getByText("1 warning").waitFor();
    },
  },
  "menu of a conversation": {
    path: conversation,
    open: async (page) => {
      await page.locator("header").getByRole("button", { name: /more/i }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  "start a flow by hand": {
    path: conversation,
    open: async (page) => {
      await page.locator("header").getByRole("button", { name: /more/i }).click();
      await page.getByRole("menuitem", { name: "Start a flow" }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  "contact beside a conversation": {
    path: conversation,
    open: async (page, phone) => {
      await page.getByText("The bot asked for a person").waitFor();
      if (phone) {
        await button(page, /contact/i).click();
      }
      await page.getByRole("link", { name: "Open the contact's page" }).waitFor();
    },
  },
  "disconnect a channel": {
    path: async () => `/channels/${await stage.webChannel()}`,
    open: async (page) => {
      await button(page, "Disconnect").click();
      await page.getByRole("dialog").waitFor();
      await previewedChat(page);
    },
  },
  "preview of the website chat": {
    path: async () => `/channels/${await stage.webChannel()}`,
    open: previewedChat,
  },
  "country of the workspace": {
    path: () => "/settings/workspace",
    open: async (page) => {
      await page.getByRole("combobox", { name: "Default country" }).fill("viet");
      await page.getByRole("option", { name: "Vietnam" }).waitFor();
    },
  },
  "page that is not there": {
    path: () => "/nowhere",
    open: (page) => page.getByRole("heading", { name: "Nothing here" }).first().waitFor(),
  },
  "full-page chat": {
    path: async () => `/chat/${await stage.webChannel()}`,
    open: async (page) => {
      await page.getByPlaceholder("Write a message…").fill("help");
      await page.keyboard.press("Enter");
      await page.getByRole("log").getByText("A colleague will be").waitFor();
    },
  },
};

/** Waits for the chat in its frame; an empty frame has neither title nor language. */
function previewedChat(page: Page): Promise<void> {
  return page.frameLocator("iframe[title=Preview]").locator(".header").waitFor();
}

describe.skipIf(!chromium)("every state", () => {
  test.each([["390 pixels, dark", 390, "dark"]] as const)(
    "has no barrier at %s",
    async (_, width, colorScheme) => {
      const phone = width < 500;
      const viewport = { width, height: phone ? 844 : 800 };
      const page = await stage.open("owner", { colorScheme, viewport });
      page.setDefaultTimeout(12_000);
      const barriers: string[] = [];
      for (const [name, { path, open }] of Object.entries(states)) {
        await page.goto(stage.world.url + (await path()));
        const found = await open(page, phone).then(
          () => Promise.all(page.frames().map(accessibilityViolations)),
          (error: unknown) => [[`did not open: ${error}`]],
        );
        barriers.push(...found.flat().map((barrier) => `${name}: ${barrier}`));
      }
      expect(barriers).toEqual([]);
      await page.context().close();
    },
    300_000,
  );
});
