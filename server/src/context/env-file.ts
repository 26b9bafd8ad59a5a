import { existsSync } from "node:fs";

// Importing this file reads variables from `.env` in the working directory. Variables that are set already stay as they are.
if (existsSync(".env")) {
  process.loadEnvFile(".env");
}
