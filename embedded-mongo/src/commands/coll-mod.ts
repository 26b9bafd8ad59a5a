import { mongoError } from "../errors/mongo-error.ts";
import type { View } from "../storage/read-views.ts";
import type { Doc } from "../values/index.ts";
import { changedValidation, readValidation, validationOptions } from "./collection-options.ts";
import { type CommandCall, collectionName, findWritable } from "./command-call.ts";
import { defineCommand } from "./define-command.ts";
import { changeView } from "./define-view.ts";
import { modifyIndex } from "./modify-index.ts";
import type { OptionKinds, OptionValues } from "./read-options.ts";

const options = {
  index: "document",
  ...validationOptions,
  viewOn: "string",
  pipeline: "documents",
  capped: "refused",
  cappedSize: "refused",
  cappedMax: "refused",
  expireAfterSeconds: "refused",
  timeseries: "refused",
  changeStreamPreAndPostImages: "refused",
  recordPreImages: "refused",
  dryRun: "refused",
} as const satisfies OptionKinds;

type Options = OptionValues<typeof options>;

/** Changes what a collection, one of its indexes or a view was made with. */
export const collMod = defineCommand({
  name: "collMod",
  kind: "write",
  options,
  run(call, given) {
    const name = collectionName(call);
    const view = call.engine.catalog.view(call.database, name);
    if (view) return modifyView(call, view, given);
    const { index, viewOn, pipeline, ...validation } = given;
    const collection = findWritable(call, name);
    if (!collection) throw mongoError(26, `ns does not exist: ${call.database}.${name}`);
    if (viewOn !== undefined || pipeline)
      throw mongoError(72, "'viewOn' and 'pipeline' options only supported on a view");
    const read = readValidation("collMod", call.database, validation);
    const changed = index ? modifyIndex(call, collection, index) : {};
    if (Object.keys(validation).length > 0) {
      const { catalog } = call.engine;
      catalog.setOptions(collection, changedValidation(collection, validation, read));
    }
    return changed;
  },
});

function modifyView(call: CommandCall, view: View, given: Options): Doc {
  const { viewOn = view.viewOn, pipeline = view.pipeline } = given;
  const other = Object.keys(given).find((name) => name !== "viewOn" && name !== "pipeline");
  if (other !== undefined) throw mongoError(72, `option not supported on a view: ${other}`);
  changeView(call, { name: view.name, viewOn, pipeline });
  return {};
}
