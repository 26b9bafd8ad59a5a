import { createRequire } from "node:module";
import { cruise } from "dependency-cruiser";

const rules = createRequire(import.meta.url)("../.dependency-cruiser.cjs");
const folders = [
  "flows-schema",
  "api-schema",
  "runtime",
  "embedded-mongo",
  "server",
  "studio",
  "widget",
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
// A parser that understands nothing finds nothing wrong, so what was seen counts, too.
const expected = 800;
if (totalCruised < expected)
  console.error(`Only ${totalCruised} modules were seen, ${expected} at least were expected`);
console.log(`${totalCruised} modules, ${violations.length} violations`);
process.exitCode = violations.length > 0 || totalCruised < expected ? 1 : 0;
