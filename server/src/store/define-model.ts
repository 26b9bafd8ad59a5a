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

function modelOf(connection: Connection, name: string, schema: mongoose.Schema): Model<unknown> {
  return (connection.models[name] ?? connection.model(name, schema)) as Model<unknown>;
}
