import mongoose, { type Connection, type Model, type UpdateWriteOpResult } from "mongoose";
import { defineModel, type IndexDefinition } from "./define-model.ts";

const { ObjectId } = mongoose.Types;
/** The store's own id. */
export type ObjectId = mongoose.Types.ObjectId;

/** A document as it is kept: its fields, its id and the workspace it belongs to. */
export type Stored<T, Id = ObjectId> = T & { readonly _id: Id; readonly workspaceId: ObjectId };
/** A MongoDB filter; known fields are named, paths and operators are free. */
export type Filter<T> = { readonly [K in keyof T]?: unknown } & Readonly<Record<string, unknown>>;
/** A MongoDB update document. */
export type Update = Readonly<Record<string, unknown>>;
/** How to read: order, window and which fields. */
export interface Reading {
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly skip?: number;
  readonly limit?: number;
  readonly projection?: Readonly<Record<string, unknown>>;
}
/** How to change one document. */
export interface Changing {
  readonly upsert?: boolean;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly arrayFilters?: readonly Record<string, unknown>[];
  readonly projection?: Readonly<Record<string, unknown>>;
  /** Which document to give back; `after` unless said otherwise. */
  readonly returnDocument?: "before" | "after";
}

/** The documents of one collection in one workspace. Every operation is confined to it. Results are plain objects. */
export interface ScopedModel<T, Id = ObjectId> {
  find(filter: Filter<T>, reading?: Reading): Promise<Stored<T, Id>[]>;
  findOne(filter: Filter<T>, reading?: Reading): Promise<Stored<T, Id> | undefined>;
  findById(id: string | Id, reading?: Reading): Promise<Stored<T, Id> | undefined>;
  /** Counts no further than `most`, if given. */
  count(filter: Filter<T>, most?: number): Promise<number>;
  distinct(field: string, filter?: Filter<T>): Promise<unknown[]>;
  /** Gives the document back as stored; `_id` may be chosen by the caller. */
  insert(doc: T & { readonly _id?: Id }): Promise<Stored<T, Id>>;
  insertMany(docs: readonly (T & { readonly _id?: Id })[]): Promise<void>;
  updateOne(filter: Filter<T>, update: Update, changing?: Changing): Promise<Changed>;
  updateMany(filter: Filter<T>, update: Update): Promise<Changed>;
  findOneAndUpdate(
    filter: Filter<T>,
    update: Update,
    changing?: Changing,
  ): Promise<Stored<T, Id> | undefined>;
  findOneAndDelete(filter: Filter<T>): Promise<Stored<T, Id> | undefined>;
  deleteOne(filter: Filter<T>): Promise<number>;
  deleteMany(filter: Filter<T>): Promise<number>;
  aggregate<R = Record<string, unknown>>(
    pipeline: readonly Readonly<Record<string, unknown>>[],
  ): Promise<R[]>;
}

/** How many documents an update touched. */
export interface Changed {
  readonly matched: number;
  readonly modified: number;
  readonly upserted: number;
}

/** A collection whose documents belong to workspaces. */
export interface Collection<T, Id = ObjectId> {
  /** The documents of one workspace: what every request uses. */
  in(workspaceId: string | ObjectId): ScopedModel<T, Id>;
  /** Every workspace's documents: for sweepers, webhooks and sign-in, which cannot know the workspace yet. */
  readonly acrossWorkspaces: Model<Stored<T, Id>>;
}

/**
 * Declares a collection: the one place where queries are confined to a workspace. `fields` is a mongoose schema
 * definition without `workspaceId`, which every document gets; `Id` is the type of `_id`. Returns what gives the collection
 * of a connection.
 */
export function defineCollection<T extends object, Id = ObjectId>(
  name: string,
  fields: Readonly<Record<string, unknown>>,
  indexes: readonly IndexDefinition[] = [],
): (connection: Connection) => Collection<T, Id> {
  const modelOn = defineModel<T & { readonly workspaceId: ObjectId }, Id>(
    name,
    { workspaceId: { type: ObjectId, required: true }, ...fields },
    indexes,
  );
  const opened = new WeakMap<Connection, Collection<T, Id>>();
  return (connection) => {
    const known = opened.get(connection);
    if (known) {
      return known;
    }
    const acrossWorkspaces = modelOn(connection) as unknown as Model<Stored<T, Id>>;
    const queries = acrossWorkspaces as unknown as Queries<Stored<T, Id>>;
    const collection: Collection<T, Id> = {
      acrossWorkspaces,
      in: (workspaceId) => scopedModel(queries, workspaceId),
    };
    opened.set(connection, collection);
    return collection;
  };
}

/** The used methods of a mongoose model. Its own types need the fields of a document, which a generic type does not have. */
interface Queries<D> {
  find(filter: object, projection: null, options: Reading): { lean(): Promise<D[]> };
  findOne(filter: object, projection: null, options: Reading): { lean(): Promise<D | null> };
  countDocuments(filter: object, options: { limit?: number }): { exec(): Promise<number> };
  distinct(field: string, filter: object): Promise<unknown[]>;
  insertMany(docs: readonly object[], options: typeof inserting): Promise<D[]>;
  updateOne(filter: object, update: Update, options?: Changing): Promise<UpdateWriteOpResult>;
  updateMany(filter: object, update: Update): Promise<UpdateWriteOpResult>;
  findOneAndUpdate(
    filter: object,
    update: Update,
    options: Changing & { readonly lean: true },
  ): Promise<D | null>;
  findOneAndDelete(filter: object): { lean(): Promise<D | null> };
  deleteOne(filter: object): Promise<{ readonly deletedCount: number }>;
  deleteMany(filter: object): Promise<{ readonly deletedCount: number }>;
  aggregate<R>(pipeline: readonly object[]): { exec(): Promise<R[]> };
}

/** Lean documents go to the driver as they are; it would store `undefined` as null. */
const inserting = { lean: true, ignoreUndefined: true } as const;

function scopedModel<T, Id>(
  model: Queries<Stored<T, Id>>,
  workspace: string | ObjectId,
): ScopedModel<T, Id> {
  const workspaceId = new ObjectId(workspace);
  // The caller's own `workspaceId`, if any, loses: the scope comes last.
  const scope = (filter: object) => ({ ...filter, workspaceId });

  return {
    find: (filter, options = {}) => model.find(scope(filter), null, options).lean(),
    findOne: async (filter, options = {}) =>
      (await model.findOne(scope(filter), null, options).lean()) ?? undefined,
    findById: async (id, options = {}) =>
      (await model.findOne(scope({ _id: id }), null, options).lean()) ?? undefined,
    count: (filter, most) =>
      model.countDocuments(scope(filter), most === undefined ? {} : { limit: most }).exec(),
    distinct: async (field, filter = {}) => model.distinct(field, scope(filter)),
    insert: async (doc) => {
      const [stored] = await model.insertMany([scope(doc)], inserting);
      if (!stored) {
        throw new Error("The store returned no document for an insert");
      }
      return stored;
    },
    insertMany: async (docs) => {
      await model.insertMany(docs.map(scope), inserting);
    },
    updateOne: async (filter, update, options) =>
      changed(await model.updateOne(scope(filter), inScope(update), options)),
    updateMany: async (filter, update) =>
      changed(await model.updateMany(scope(filter), inScope(update))),
    findOneAndUpdate: async (filter, update, options) => {
      const changing = { returnDocument: "after", ...options, lean: true } as const;
      return (await model.findOneAndUpdate(scope(filter), inScope(update), changing)) ?? undefined;
    },
    findOneAndDelete: async (filter) =>
      (await model.findOneAndDelete(scope(filter)).lean()) ?? undefined,
    deleteOne: async (filter) => (await model.deleteOne(scope(filter))).deletedCount,
    deleteMany: async (filter) => (await model.deleteMany(scope(filter))).deletedCount,
    aggregate: <R>(pipeline: readonly object[]) =>
      model.aggregate<R>([{ $match: { workspaceId } }, ...pipeline]).exec(),
  };
}

/** Returns the update. Throws where it would move a document to another workspace. */
function inScope(update: Update): Update {
  for (const fields of Object.values(update)) {
    if (fields !== null && typeof fields === "object" && "workspaceId" in fields) {
      throw new Error("A document never moves to another workspace");
    }
  }
  return update;
}

function changed(result: UpdateWriteOpResult): Changed {
  const { matchedCount, modifiedCount, upsertedCount } = result;
  return { matched: matchedCount, modified: modifiedCount, upserted: upsertedCount };
}
