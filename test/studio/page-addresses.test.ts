import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pages } from "@chatloom/api-schema";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const firsts = [
  ...new Set(Object.values(pages).flatMap((page) => page.split("/")[1] || [])),
  "join",
].join("|");
/** An address of a page written by hand, in a text that starts with it or behind the server's address. Escaped quotes are those of Markdown. */
const byHand = new RegExp(
  `(?<!\\\\)["'\`](?:\\$\\{[^}]*(?:[uU]rl|origin)\\})?/(?:${firsts})\\b(?!/:)`,
);

test("addresses of pages are written once, in api-schema", () => {
  const found = ["studio/src", "server/src"].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((it) => it.isFile() && /(?<!\.test)\.tsx?$/.test(it.name))
      .filter((it) =>
        readFileSync(join(it.parentPath, it.name), "utf8")
          .split("\n")
          // The API has routes of the same names; those are declared as well.
          .some(
            (line) => byHand.test(line) && !/^\s*(\/?\*|\/\/)/.test(line) && !/at: /.test(line),
          ),
      )
      .map((it) => it.name),
  );
  expect(found).toEqual([]);
});
