import { checkPipeline } from "../aggregate/run-pipeline.ts";
import { stageName } from "../aggregate/stage-names.ts";
import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import type { View } from "../storage/read-views.ts";
import { storeView } from "../storage/views.ts";
import { identicalValues } from "../values/index.ts";
import { type CommandCall, checkNamespace } from "./command-call.ts";
import { checkViewGraph } from "./resolve-view.ts";

/** Makes a view; one that is there already must be the same. */
export function createView({ engine: { catalog }, database }: CommandCall, view: View): void {
  const { name } = view;
  checkNamespace(database, name);
  checkView(view);
  const existing = catalog.view(database, name);
  const isSame =
    existing?.viewOn === view.viewOn && identicalValues(existing.pipeline, view.pipeline);
  if (isSame) return;
  if (existing || catalog.find(database, name))
    throw mongoError(
      48,
      `namespace ${database}.${name} already exists, but with different options`,
    );
  checkViewGraph(catalog, database, view);
  storeView(catalog, database, view);
}

/** Gives a view another definition. */
export function changeView({ engine: { catalog }, database }: CommandCall, view: View): void {
  checkView(view);
  checkViewGraph(catalog, database, view);
  storeView(catalog, database, view);
}

function checkView({ viewOn, pipeline }: View): void {
  if (viewOn === "") throw mongoError(2, "'viewOn' cannot be empty");
  for (const [at, stage] of pipeline.entries()) {
    const name = stageName(stage);
    if (name === "$out" || name === "$merge" || name === "$changeStream")
      throw mongoError(
        167,
        `The aggregation stage ${name} in location ${at} of the pipeline cannot be used in the view definition`,
      );
  }
  const first = stageName(pipeline[0]);
  if (first === "$documents" || first === "$listLocalSessions")
    throw mongoError(73, `${first} can only be run with {aggregate: 1}`);
  if (first === "$collStats") throw notAvailable("$collStats in a view");
  checkPipeline(pipeline);
}
