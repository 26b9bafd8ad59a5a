import { calculateObjectSize } from "bson";
import { type Db, type Document, MongoClient } from "mongodb";
import type { Progress } from "./check.ts";

/** One collection that was copied. */
export interface CopiedCollection {
  database: string;
  name: string;
  documents: number;
  indexes: number;
}

/** The connection strings of the source and the target, and a function that receives the progress. */
export interface Migration {
  from: string;
  to: string;
  onProgress?: ((collection: string, ...progress: Parameters<Progress>) => void) | undefined;
}

const own = new Set(["admin", "local", "config"]);
const maxDocuments = 1000;
const maxBytes = 12_000_000;

/**
 * Copies all databases, collections and indexes from one MongoDB (or embedded store) to another and compares the
 * numbers. The database that `from` names goes into the one that `to` names; others keep their names. Refuses to write
 * into a collection that has documents.
 */
export async function migrate({
  from,
  to,
  onProgress = () => {},
}: Migration): Promise<CopiedCollection[]> {
  // BSON types are kept and not converted to JavaScript's.
  const options = { promoteValues: false, bsonRegExp: true, ignoreUndefined: false } as const;
  const source = await MongoClient.connect(from, options);
  const target = await MongoClient.connect(to, options).catch(async (error) => {
    await source.close();
    throw error;
  });
  try {
    const pairs = await collectionPairs(source, target);
    for (const pair of pairs) {
      await refuseFilled(pair);
    }
    const done: CopiedCollection[] = [];
    for (const pair of pairs) {
      done.push(await copyCollection(pair, onProgress));
    }
    return done;
  } finally {
    await source.close();
    await target.close();
  }
}

interface Pair {
  source: Db;
  target: Db;
  name: string;
}

async function collectionPairs(source: MongoClient, target: MongoClient): Promise<Pair[]> {
  const pairs: Pair[] = [];
  const { databases } = await source.db("admin").admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) {
    if (own.has(name)) {
      continue;
    }
    const from = source.db(name);
    const to = target.db(name === source.db().databaseName ? target.db().databaseName : name);
    const infos = await from.listCollections({}, { nameOnly: false }).toArray();
    for (const info of infos.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (info.name.startsWith("system.")) {
        continue;
      }
      const [other] = Object.keys(info.options ?? {});
      if (other !== undefined || info.type !== "collection") {
        throw new Error(
          `${name}.${info.name} is not a plain collection (${other ?? info.type}) and cannot be copied.`,
        );
      }
      pairs.push({ source: from, target: to, name: info.name });
    }
  }
  return pairs;
}

async function refuseFilled({ target, name }: Pair): Promise<void> {
  if ((await target.collection(name).findOne({}, { projection: { _id: 1 } })) !== null) {
    throw new Error(
      `The target's ${target.databaseName}.${name} has documents already; nothing was copied.`,
    );
  }
}

async function copyCollection(
  pair: Pair,
  onProgress: NonNullable<Migration["onProgress"]>,
): Promise<CopiedCollection> {
  const { source, target, name } = pair;
  const from = source.collection(name);
  const to = target.collection(name);
  const label = `${target.databaseName}.${name}`;
  const total = Number(await from.countDocuments());
  await target.command({ create: name });
  let documents = 0;
  let batch: Document[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length > 0) {
      await to.insertMany(batch);
    }
    documents += batch.length;
    batch = [];
    bytes = 0;
    onProgress(label, documents, Math.max(total, documents));
  };
  for await (const document of from.find({}, { sort: { _id: 1 } })) {
    batch.push(document);
    bytes += calculateObjectSize(document);
    if (batch.length >= maxDocuments || bytes >= maxBytes) {
      await flush();
    }
  }
  await flush();
  const indexes = await copyIndexes(pair);
  const arrived = Number(await to.countDocuments());
  if (arrived !== documents) {
    throw new Error(`${label}: ${documents} documents were copied and ${arrived} have arrived.`);
  }
  const left = Number(await from.countDocuments());
  if (left !== documents) {
    throw new Error(
      `${label}: the source has ${left} documents now and had ${documents}; stop what writes to it and copy again.`,
    );
  }
  return { database: target.databaseName, name, documents, indexes };
}

async function copyIndexes({ source, target, name }: Pair): Promise<number> {
  const specs = await source.collection(name).indexes();
  const indexes = specs
    .filter((spec) => spec.name !== "_id_")
    .map(({ v: _v, ns: _ns, ...spec }) => spec);
  if (indexes.length > 0) {
    await target.command({ createIndexes: name, indexes });
  }
  const arrived = (await target.collection(name).indexes()).length;
  if (arrived !== specs.length) {
    throw new Error(
      `${target.databaseName}.${name}: ${arrived} indexes where the source has ${specs.length}.`,
    );
  }
  return arrived;
}
