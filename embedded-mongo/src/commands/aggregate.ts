import { createHash } from "node:crypto";
import { Binary } from "bson";
import { type AggregateEnv, runPipeline, type ScanHint } from "../aggregate/run-pipeline.ts";
import { isServerOnly } from "../aggregate/stage-names.ts";
import { mongoError } from "../errors/mongo-error.ts";
import { compileFilter } from "../match/compile-filter.ts";
import { queryDocuments } from "../plan/query-documents.ts";
import { readSortOrder } from "../plan/sort-order.ts";
import { iterateWith, withCollation } from "../values/collation.ts";
import { type Doc, encode, isDoc } from "../values/index.ts";
import { writeCursor } from "../wire/write-cursor.ts";
import { type CommandCall, collectionName, watchQuery } from "./command-call.ts";
import { commandVariables } from "./command-variables.ts";
import { countPipeline } from "./count-pipeline.ts";
import { defineCommand } from "./define-command.ts";
import type { Engine } from "./engine.ts";
import { explainPipeline } from "./explain-plan.ts";
import { isHint } from "./find.ts";
import { type OptionKinds, type OptionValues, readBatchSize } from "./read-options.ts";
import { userName } from "./sign-in.ts";
import { mergeInto, replaceCollection } from "./write-stages.ts";

/** The allow-list of `aggregate`. */
const aggregateOptions = {
  pipeline: "documents",
  cursor: "document",
  explain: "boolean",
  hint: "any",
  allowDiskUse: "ignored",
  bypassDocumentValidation: "ignored",
  collation: "collation",
  let: "document",
} as const satisfies OptionKinds;

/** Runs an aggregation pipeline and opens a cursor on its result. */
export const aggregate = defineCommand({
  name: "aggregate",
  kind: (body) => (writesResult(body.pipeline) ? "write" : "read"),
  options: aggregateOptions,
  run: (call, options) => withCollation(options.collation, () => runAggregate(call, options)),
});

function runAggregate(
  call: CommandCall,
  { pipeline, cursor, hint, explain, collation, let: given }: OptionValues<typeof aggregateOptions>,
): Doc | Uint8Array {
  if (!pipeline)
    throw mongoError(40414, "BSON field 'aggregate.pipeline' is missing but a required field");
  if (explain) return explainPipeline(call, pipeline);
  if (!cursor) {
    throw mongoError(
      9,
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  }
  const batchSize = readBatchSize("aggregate.cursor", cursor) ?? 101;
  const isOnDatabase = typeof call.target !== "string";
  checkSource(pipeline, isOnDatabase);
  const name = isOnDatabase ? "$cmd.aggregate" : collectionName(call);
  const namespace = `${call.database}.${name}`;
  const wanted = isHint(hint) ? hint : undefined;
  const counted = isOnDatabase
    ? undefined
    : countPipeline(call, pipeline, name, { hint: wanted, given });
  const source = isOnDatabase ? undefined : name;
  const documents =
    counted?.[Symbol.iterator]() ??
    encoded(runPipeline(pipeline, environment(call, source, wanted, given)));
  const collated = iterateWith(collation, documents);
  const batch = call.engine.cursors.start(namespace, collated, batchSize, {
    session: call.session,
  });
  return writeCursor({ namespace, field: "firstBatch", ...batch });
}

const sourcesOfDatabase = new Set(["$documents", "$listLocalSessions"]);

/** Stages of their own documents stand on a database, all others on a collection. */
function checkSource(pipeline: readonly Doc[], isOnDatabase: boolean): void {
  const [first] = pipeline;
  const name = first && Object.keys(first)[0];
  const isSource = name !== undefined && sourcesOfDatabase.has(name);
  if (isSource === isOnDatabase || (name !== undefined && isServerOnly(name))) return;
  throw mongoError(
    73,
    isSource
      ? `${name} can only be run with {aggregate: 1}`
      : `{aggregate: 1} is not valid for '${name ?? "an empty pipeline"}'; a collection is required.`,
  );
}

const userDigest = (user: string): Binary => new Binary(createHash("sha256").update(user).digest());

function* sessionsOf({ sessions, password }: Engine): Generator<Doc> {
  const uid = userDigest(password === undefined ? "" : `${userName}@admin`);
  for (const { session, lastUse } of [...sessions.all()]) {
    const id = new Binary(Buffer.from(session, "hex"), Binary.SUBTYPE_UUID);
    yield { _id: { id, uid }, lastUse };
  }
}

function writesResult(pipeline: unknown): boolean {
  const last = Array.isArray(pipeline) ? pipeline.at(-1) : undefined;
  return isDoc(last) && ("$out" in last || "$merge" in last);
}

function environment(
  call: CommandCall,
  collection: string | undefined,
  hint?: unknown,
  given?: Doc,
): AggregateEnv {
  return {
    vars: commandVariables(given, call.now).vars,
    now: call.now,
    scan: (wanted) => scan(call, collection, wanted, isHint(hint) ? hint : undefined),
    lookup: (other, filter) => scan(call, other, { filter }),
    sessions: () => sessionsOf(call.engine),
    size: () => sizeOf(call, collection),
    out: (target, docs) =>
      replaceCollection(call, target.db ?? call.database, target.collection, docs),
    merge: (target, docs) => mergeInto(call, target, docs),
  };
}

function sizeOf(
  call: CommandCall,
  name: string | undefined,
): ReturnType<NonNullable<AggregateEnv["size"]>> {
  const found = name === undefined ? undefined : call.engine.catalog.find(call.database, name);
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

function* encoded(documents: Iterable<Doc>): Generator<Uint8Array> {
  for (const document of documents) yield encode(document);
}
