import { mongoError, notAvailable } from "../errors/mongo-error.ts";
import { isDoc } from "../values/bson-type.ts";
import { type Doc, fieldName } from "../values/doc.ts";
import { withDeclared } from "./declared-variables.ts";
import { type DocumentStage, documentStages } from "./document-stages.ts";
import { stageNames } from "./stage-names.ts";

/** Compiles a pipeline update. */
export function compileUpdatePipeline(
  stages: readonly Doc[],
  vars: Readonly<Record<string, unknown>> = {},
): (doc: Doc, now: Date) => Doc {
  const compiled = withDeclared(vars, () => stages.map(compileUpdateStage));
  return (doc, now) => compiled.reduce((root, stage) => stage({ root, vars, now }), doc);
}

function compileUpdateStage(stage: Doc): DocumentStage {
  const keys = isDoc(stage) ? Object.keys(stage) : [];
  const [name] = keys;
  if (name === undefined || keys.length !== 1) {
    throw mongoError(
      40323,
      "A pipeline stage specification object must contain exactly one field.",
    );
  }
  const make = Object.hasOwn(documentStages, name) ? documentStages[name] : undefined;
  if (make) return make(stage[name], name);
  if (stageNames.has(name))
    throw mongoError(72, `${name} is not allowed to be used within an update`);
  if (name[0] === "$") throw notAvailable(name);
  throw mongoError(40324, `Unrecognized pipeline stage name: '${fieldName(name)}'`);
}
