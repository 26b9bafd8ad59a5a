import { collectionsRead } from "../aggregate/pipeline-sources.ts";
import { type MongoError, mongoError } from "../errors/mongo-error.ts";
import type { Catalog } from "../storage/catalog.ts";
import type { View } from "../storage/read-views.ts";
import { activeCollation } from "../values/collation.ts";
import type { Doc } from "../values/index.ts";

/** What reading a view means: a pipeline over a collection. */
export type ResolvedView = { collection: string; pipeline: Doc[] };

const deepest = 20;

/** Follows views on views down to the collection; `undefined` for what is no view. */
export function resolveView(
  catalog: Catalog,
  database: string,
  name: string,
): ResolvedView | undefined {
  let view = catalog.view(database, name);
  if (!view) return undefined;
  if (activeCollation())
    throw mongoError(167, `Cannot override a view's default collation for ${database}.${name}`);
  let pipeline: Doc[] = [];
  let collection = name;
  for (; view; view = catalog.view(database, collection)) {
    pipeline = [...view.pipeline, ...pipeline];
    collection = view.viewOn;
  }
  return { collection, pipeline };
}

/** Refuses a view that reads itself, or over which views would stand too high upon each other. */
export function checkViewGraph(catalog: Catalog, database: string, view: View): void {
  const views = new Map(catalog.viewsOf(database).map((one) => [one.name, one]));
  views.set(view.name, view);
  const heights = new Map<string, number>();
  const measure = (name: string, above: readonly string[]): number => {
    const at = above.indexOf(name);
    if (at >= 0) {
      const cycle = [...above.slice(at), name].map((one) => `${database}.${one}`);
      throw mongoError(5, `View cycle detected: ${cycle.join(" => ")}`);
    }
    const found = views.get(name);
    if (!found) return 0;
    const known = heights.get(name);
    if (known !== undefined) return known;
    const below = [found.viewOn, ...collectionsRead(found.pipeline)];
    const height = 1 + Math.max(...below.map((one) => measure(one, [...above, name])));
    if (height > deepest)
      throw mongoError(165, `View depth limit exceeded; maximum depth is ${deepest}`);
    heights.set(name, height);
    return height;
  };
  for (const name of views.keys()) measure(name, []);
}

/** The error of a command that views do not have. */
export function notOnView(database: string, name: string): MongoError {
  return mongoError(166, `Namespace ${database}.${name} is a view, not a collection`);
}
