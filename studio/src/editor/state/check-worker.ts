import { checkFlow } from "@chatloom/flows-schema";
import type { CheckTask } from "./check-task.ts";

// Runs the checks in a thread of their own: for a thousand steps they take most of a second.
addEventListener("message", ({ data }: MessageEvent<CheckTask>) =>
  postMessage(checkFlow(data.flow, data.context)),
);
