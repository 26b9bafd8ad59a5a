import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { anchorOf } from "../../docs/.vitepress/anchor.ts";

const root = resolve(import.meta.dirname, "../..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md") && !name.startsWith("dist"))
    .map((name) => join("docs", name)),
];
/** A path in code quotes counts when it begins with one of these. */
const folders = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
  .map((entry) => entry.name);

describe.each(pages)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  test("links to files and headings that exist", () => {
    expect(links(text).filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });

  test("names paths that exist", () => {
    expect(namedPaths(text).filter((path) => !pathExists(path))).toEqual([]);
  });
});

test("docs/README.md leads to every English page but the single decisions", () => {
  const guide = readFileSync(join(root, "docs/README.md"), "utf8");
  const linked = new Set(links(guide).map((it) => join("docs", it)));
  const missing = pages.filter(
    (it) => it.startsWith("docs/") && !/^docs\/(README\.md|decisions\/|vi\/)/.test(it),
  );
  expect(missing.filter((it) => !linked.has(it))).toEqual([]);
});

describe("the decision records", () => {
  const records = pages.filter((page) => page.startsWith("docs/decisions/"));

  test.each(records)("%s has Background, Decision and Consequences", (page) => {
    const text = readFileSync(join(root, page), "utf8");
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(["Background", "Decision", "Consequences"]);
    const number = Number(/(\d{4})-/.exec(page)?.[1]);
    expect(text).toMatch(new RegExp(`^# ${number}\\. `));
  });
});

test("the route in CONTRIBUTING is the one that the code declares", () => {
  const recipe = readFileSync(join(root, "CONTRIBUTING.md"), "utf8").split("## Add a route")[1];
  const declared = /^ *```ts\n([\s\S]*?)^ *```$/m.exec(recipe ?? "")?.[1]?.replace(/^ {3}/gm, "");
  expect(declared).toMatch(/^export const renameFlow = defineRoute/);
  expect(readFileSync(join(root, "api-schema/src/flows.ts"), "utf8")).toContain(declared);
});

/** Gives the targets of all links that stay in the repository. */
function links(text: string): string[] {
  return [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target as string)
    .filter((target) => !/^[a-z]+:/.test(target));
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? join(root, page) : resolve(root, dirname(page), path);
  if (relative(root, file).startsWith("..") || !existsSync(file)) {
    return false;
  }
  return anchor === undefined || anchorsOf(readFileSync(file, "utf8")).includes(anchor);
}

/** Gives the anchors of a page's headings. */
function anchorsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    anchorOf(heading),
  );
}

function namedPaths(text: string): string[] {
  return [...withoutCode(text).matchAll(/`([^`\s]+\/[^`\s]*)`/g)]
    .map(([, path]) => path as string)
    .filter((path) => folders.includes(path.split("/")[0] as string));
}

/** `NAME` is for the reader to choose; a star stands for a part of a file's name; braces list alternatives. */
function pathExists(path: string): boolean {
  if (path.includes("NAME")) {
    return existsSync(join(root, dirname(path)));
  }
  const braces = /^(.*)\{([^}]*)\}(.*)$/.exec(path);
  if (braces) {
    const [, before = "", inner = "", after = ""] = braces;
    return inner.split(",").every((it) => pathExists(`${before}${it}${after}`));
  }
  if (!path.includes("*")) {
    return existsSync(join(root, path));
  }
  const folder = join(root, dirname(path));
  const name = new RegExp(`^${path.slice(dirname(path).length + 1).replaceAll("*", ".*")}$`);
  return existsSync(folder) && readdirSync(folder).some((it) => name.test(it));
}

function withoutCode(text: string): string {
  return text.replace(/^( *)```[\s\S]*?^\1```$/gm, "");
}
