import { writeFileSync } from "node:fs";
import { flowJsonSchema } from "@chatloom/flows-schema";

const file = new URL("../flows-schema/flow.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(flowJsonSchema(), null, 2)}\n`);
