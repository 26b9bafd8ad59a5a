import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startWords } from "./words/start-words.ts";

const root = document.getElementById("root");
if (!root) {
  throw new Error("index.html has no element with the id root");
}
await startWords();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
