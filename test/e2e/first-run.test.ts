import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setupLink, startServer } from "@chatloom/server";
import { pino } from "pino";
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { complaintsOf, findChromium, openBrowser } from "../support/browser.ts";
import { testConfig } from "../support/world.ts";

const chromium = await findChromium();
const email = "mai@example.test";
const password = "three words together";

async function signIn(page: Page, secret: string): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel(/^Password/).fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

test.skipIf(!chromium)(
  "the one-time link makes the owner, who signs out and in, and keeps language and scheme",
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "chatloom-test-"));
    const server = await startServer({
      config: testConfig(dataDir),
      log: pino({ level: "fatal" }),
      checkReplies: true,
    });
    const browser = await openBrowser(chromium ?? "");
    onTestFinished(async () => {
      await browser.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    });
    const page = await browser.newPage({ locale: "en-GB", colorScheme: "light" });
    const complaints = complaintsOf(page);

    await page.goto(server.url);
    await page.getByText("This Chatloom is brand new").waitFor();
    const link = setupLink(server.context);
    await page.goto(link);
    await page.getByLabel("Your name").fill("Mai");
    await page.getByLabel("Workspace").fill("Mai’s shop");
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel(/^Password/).fill("too short");
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.getByText("Please use at least 10 characters.").waitFor();
    await page.getByLabel(/^Password/).fill(password);
    await page.getByRole("button", { name: "Create the account" }).click();
    await page.getByText("Your first flow").waitFor();

    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await signIn(page, "something else entirely");
    await page.getByRole("alert").getByText("E-mail address or password is wrong.").waitFor();
    await signIn(page, password);
    await page.getByText("Your first flow").waitFor();

    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Dark" }).click();
    await page.getByRole("button", { name: "Account" }).click();
    await page.getByRole("menuitem", { name: "Tiếng Việt" }).click();
    await page.getByRole("link", { name: "Kịch bản" }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Kịch bản" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("vi");
    expect(await page.locator("html").getAttribute("data-mantine-color-scheme")).toBe("dark");

    const elsewhere = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await elsewhere.goto(link);
    await elsewhere.getByLabel("Your name").fill("Somebody");
    await elsewhere.getByLabel("Workspace").fill("Theirs");
    await elsewhere.getByLabel("E-mail address").fill("else@example.test");
    await elsewhere.getByLabel(/^Password/).fill(password);
    await elsewhere.getByRole("button", { name: "Create the account" }).click();
    await elsewhere.getByRole("alert").waitFor();

    const bengali = await (await browser.newContext({ locale: "bn-BD" })).newPage();
    await bengali.goto(server.url);
    await bengali.locator('html[lang="bn"]').waitFor();
    await bengali.getByRole("button", { name: "বাংলা", pressed: true }).waitFor();

    // The browser itself reports the refused calls; nothing else may go wrong.
    expect(complaints.filter((it) => !/status of 40[13]/.test(it))).toEqual([]);
  },
);
