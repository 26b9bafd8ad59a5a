import { Flow } from "./flow.ts";

/** The flow format as plain JSON Schema 2020-12, for programs that do not run this code. */
export function flowJsonSchema(): Readonly<Record<string, unknown>> {
  const schema = JSON.parse(JSON.stringify(Flow)) as Record<string, unknown>;
  return { $schema: "https://json-schema.org/draft/2020-12/schema", ...schema };
}
