import { createHash } from "node:crypto";
import { Binary } from "bson";
import { type AggregateEnv, runPipeline, type ScanHint } from "../aggregate/run-pipeline.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { readSortOrder } from "../plan/sort-order.ts";
import { type Doc, encode } from "../values/index.ts";
import { type CommandCall, watchQuery } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import type { Engine } from "./engine.ts";
import { notOnView, type ResolvedView, resolveView } from "./resolve-view.ts";
import { userName } from "./sign-in.ts";
import { mergeInto, replaceCollection } from "./write-stages.ts";

/** What a pipeline of a command runs on: a collection (none for a pipeline with its own documents), an index to use, variables. */
export type PipelineSource = {
  collection: string | undefined;
  hint?: unknown;
  given?: Doc | undefined;
};

/** What a pipeline sees of the store, and may do to it. */
export function pipelineEnvironment(call: CommandCall, source: PipelineSource): AggregateEnv {
  const { collection, hint, given } = source;
  return {
    vars: commandVariables(given, call.now).vars,
    now: call.now,
    scan: (wanted) => scan(call, collection, wanted, hint),
    lookup: (other, filter) => lookup(call, other, filter),
    sessions: () => sessionsOf(call.engine),
    size: () => sizeOf(call, collection),
    out: (target, docs) =>
      replaceCollection(call, target.db ?? call.database, target.collection, docs),
    merge: (target, docs) => mergeInto(call, target, docs),
  };
}

/** The documents of a view after further stages. */
export function readView(
  call: CommandCall,
  { collection, pipeline }: ResolvedView,
  stages: readonly Doc[],
  options: Omit<PipelineSource, "collection"> = {},
): Iterable<Doc> {
  const environment = pipelineEnvironment(call, { ...options, collection });
  return runPipeline([...pipeline, ...stages], environment);
}

function lookup(call: CommandCall, name: string, filter: Doc): Iterable<Doc> {
  const view = resolveView(call.engine.catalog, call.database, name);
  return view ? readView(call, view, [{ $match: filter }]) : scan(call, name, { filter });
}

const userDigest = (user: string): Binary => new Binary(createHash("sha256").update(user).digest());

function* sessionsOf({ sessions, password }: Engine): Generator<Doc> {
  const uid = userDigest(password === undefined ? "" : `${userName}@admin`);
  for (const { session, lastUse } of [...sessions.all()]) {
    const id = new Binary(Buffer.from(session, "hex"), Binary.SUBTYPE_UUID);
    yield { _id: { id, uid }, lastUse };
  }
}

function sizeOf(
  call: CommandCall,
  name: string | undefined,
): ReturnType<NonNullable<AggregateEnv["size"]>> {
  const { catalog } = call.engine;
  const found = name === undefined ? undefined : catalog.find(call.database, name);
  if (name !== undefined && catalog.view(call.database, name)) throw notOnView(call.database, name);
  return found && { ns: `${found.database}.${found.name}`, count: found.count };
}

function* scan(
  call: CommandCall,
  name: string | undefined,
  { filter = {}, sort, limit }: ScanHint,
  hint?: unknown,
): Generator<Doc> {
  const collection = name === undefined ? undefined : call.engine.catalog.find(call.database, name);
  if (!collection) return;
  const compiled = compileFilter(filter);
  const order = readSortOrder(sort);
  const watch = watchQuery(call, `${call.database}.${name}`, compiled.root, order?.fields);
  const expected = limit ?? Number.MAX_SAFE_INTEGER;
  for (const found of queryDocuments(collection, {
    filter: compiled,
    sort: order,
    limit,
    hint,
    expected,
    watch,
  })) {
    yield found.doc;
  }
}

/** Documents as a cursor sends them. */
export function* encoded(documents: Iterable<Doc>): Generator<Uint8Array> {
  for (const document of documents) yield encode(document);
}
