import { mongoError } from "../errors/mongo-error.ts";
import type { View } from "../storage/views.ts";
import type { Doc } from "../values/index.ts";
import { type CommandCall, collectionName, findCollection } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { changeView } from "./define-view.ts";

/** Changes what a collection or a view was made with. */
export const collMod = defineCommand({
  name: "collMod",
  kind: "write",
  options: {
    viewOn: "string",
    pipeline: "documents",
  },
  run(call, options) {
    const name = collectionName(call);
    const view = call.engine.catalog.view(call.database, name);
    if (view) return modifyView(call, view, options);
    const collection = findCollection(call);
    if (!collection) throw mongoError(26, `ns does not exist: ${call.database}.${name}`);
    for (const option of ["viewOn", "pipeline"] as const) {
      if (options[option] !== undefined)
        throw mongoError(72, `'${option}' option only supported on a view`);
    }
    return {};
  },
});

function modifyView(
  call: CommandCall,
  view: View,
  { viewOn, pipeline, ...others }: { viewOn?: string; pipeline?: Doc[] },
): Doc {
  const [other] = Object.keys(others);
  if (other !== undefined) throw mongoError(72, `option not supported on a view: ${other}`);
  changeView(call, {
    name: view.name,
    viewOn: viewOn ?? view.viewOn,
    pipeline: pipeline ?? view.pipeline,
  });
  return {};
}
