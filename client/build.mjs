import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { openApiDocument } from "../server/dist/features/api-docs/openapi.js";

// Writes the types of the API's OpenAPI document. The server must be built before.
const folder = join(import.meta.dirname, "src/generated");
const file = join(folder, "openapi.ts");
const text = JSON.stringify(openApiDocument());
const first = `// ${createHash("sha256").update(text).digest("hex")}\n`;
if (!existsSync(file) || !readFileSync(file, "utf8").startsWith(first)) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, first + astToString(await openapiTS(text)));
  console.log("Wrote the types of the API client");
}
