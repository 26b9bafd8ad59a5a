import { createRequire } from "node:module";
import { cruise } from "dependency-cruiser";
import { findFolderCircles } from "./find-folder-circles.mjs";

const rules = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
const folders = [
  "flows-schema",
  "api-schema",
  "runtime",
  "embedded-mongo",
  "server",
  "studio",
  "widget",
  "client",
  "test",
];

const { output } = await cruise(folders, {
  ...rules.options,
  validate: true,
  ruleSet: { forbidden: rules.forbidden },
});
const { violations, totalCruised } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const way = cycle ? cycle.map((it) => it.name).join(" → ") : to;
  console.error(`${rule.name}: ${from} → ${way}`);
}
const imports = output.modules
  .filter(({ source }) => /^[a-z-]+\/src\//.test(source) && !/\.test\.tsx?$/.test(source))
  .flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ resolved }) => /^[a-z-]+\/src\//.test(resolved))
      .map(({ resolved }) => [source, resolved]),
  );
const circles = findFolderCircles(imports);
for (const circle of circles) {
  console.error(`folders in a circle: ${circle.join(" ↔ ")}`);
}
// A parser that reads no module would find no violation, so the number of modules is checked too.
const expected = 800;
if (totalCruised < expected) {
  console.error(`Only ${totalCruised} modules were seen, ${expected} at least were expected`);
}
const faults = violations.length + circles.length;
console.log(`${totalCruised} modules, ${faults} violations`);
process.exitCode = faults > 0 || totalCruised < expected ? 1 : 0;
