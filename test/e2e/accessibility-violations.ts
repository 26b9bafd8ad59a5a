import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Frame, Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Axe {
  readonly axe: { run(options: object): Promise<AxeResults> };
}

/** Lists the accessibility violations of a page or a frame, as axe reports them. */
export async function accessibilityViolations(page: Page | Frame): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe } = window as Window & typeof globalThis & Axe;
    const { violations } = await axe.run({
      resultTypes: ["violations"],
      // Menus and open lists are drawn at the end of the document, outside every landmark.
      rules: { region: { enabled: false } },
    });
    // The arrow keys scroll the list of a combobox while the focus stays in the field.
    const inList = (target: string) => document.querySelector(target)?.closest("[role=listbox]");
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.filter(
        (node) => id !== "scrollable-region-focusable" || !inList(String(node.target)),
      ),
    }));
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) =>
        `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`,
    ),
  );
}
