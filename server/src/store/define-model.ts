import mongoose, { type Connection, type Model, type SchemaDefinition } from "mongoose";

/** One index: its keys and options. */
export type IndexDefinition = readonly [
  keys: Readonly<Record<string, 1 | -1>>,
  options?: Readonly<Record<string, unknown>>,
];

/** A document with its id. */
export type Kept<T, Id = mongoose.Types.ObjectId> = T & { readonly _id: Id };

const declared = new Map<string, mongoose.Schema>();

/**
 * Declares a collection that belongs to no single workspace: accounts, sessions, workspaces. Everything else is
 * declared with `defineCollection`. Returns what gives the model of a connection.
 */
export function defineModel<T extends object, Id = mongoose.Types.ObjectId>(
  name: string,
  fields: Readonly<Record<string, unknown>>,
  indexes: readonly IndexDefinition[] = [],
): (connection: Connection) => Model<Kept<T, Id>> {
  const schema = new mongoose.Schema(fields as SchemaDefinition, {
    collection: name,
    autoIndex: false,
    autoCreate: false,
    minimize: false,
    versionKey: false,
    strict: "throw",
  });
  for (const [keys, options] of indexes) {
    schema.index({ ...keys }, { ...options });
  }
  declared.set(name, schema);
  return (connection) => modelOf(connection, name, schema) as unknown as Model<Kept<T, Id>>;
}

/** Makes the indexes of every declared collection. */
export async function createIndexes(connection: Connection): Promise<void> {
  await Promise.all(
    [...declared].map(([name, schema]) => modelOf(connection, name, schema).createIndexes()),
  );
}

/** An index that is declared and not there, with the documents that it would hold. */
export interface MissingIndex {
  readonly collection: string;
  readonly index: string;
  readonly documents: number;
}

/** Lists the declared indexes that `createIndexes` would make. Changes nothing. */
export async function missingIndexes({ db }: Connection): Promise<readonly MissingIndex[]> {
  const there = (await db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
  const known = new Set(there.map((it) => it.name));
  const missing: MissingIndex[] = [];
  for (const [collection, schema] of declared) {
    const stored = known.has(collection) ? db?.collection(collection) : undefined;
    const names = new Set((await stored?.listIndexes().toArray())?.map((it) => it.name));
    const wanted = schema
      .indexes()
      .map(([keys]) => Object.entries(keys).flat().join("_"))
      .filter((it) => !names.has(it));
    if (wanted.length > 0) {
      const documents = (await stored?.estimatedDocumentCount()) ?? 0;
      missing.push(...wanted.map((index) => ({ collection, index, documents })));
    }
  }
  return missing;
}

function modelOf(connection: Connection, name: string, schema: mongoose.Schema): Model<unknown> {
  return (connection.models[name] ?? connection.model(name, schema)) as Model<unknown>;
}
