import { writeFileSync } from "node:fs";
import { stepPage } from "./step-page.ts";

for (const language of ["en", "vi"] as const) {
  writeFileSync(new URL(`../../docs/${language}/steps.md`, import.meta.url), stepPage(language));
}
