import mongoose, { type Connection, type Model } from "mongoose";
import { defineModel, type IndexDefinition } from "./define-model.ts";

const { ObjectId } = mongoose.Types;
/** The store's own id. */
export type ObjectId = mongoose.Types.ObjectId;

/** A document as it is kept: its fields, its id and the workspace it belongs to. */
export type Stored<T> = T & { readonly _id: ObjectId; readonly workspaceId: ObjectId };
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
export interface ScopedModel<T> {
  find(filter: Filter<T>, reading?: Reading): Promise<Stored<T>[]>;
  findOne(filter: Filter<T>, reading?: Reading): Promise<Stored<T> | undefined>;
  findById(id: string | ObjectId, reading?: Reading): Promise<Stored<T> | undefined>;
  /** Counts no further than `most`, if given. */
  count(filter: Filter<T>, most?: number): Promise<number>;
  distinct(field: string, filter?: Filter<T>): Promise<unknown[]>;
  /** Gives the document back as stored; `_id` may be chosen by the caller. */
  insert(doc: T & { readonly _id?: ObjectId }): Promise<Stored<T>>;
  insertMany(docs: readonly (T & { readonly _id?: ObjectId })[]): Promise<void>;
  updateOne(filter: Filter<T>, update: Update, changing?: Changing): Promise<Changed>;
  updateMany(filter: Filter<T>, update: Update): Promise<Changed>;
  findOneAndUpdate(
    filter: Filter<T>,
    update: Update,
    changing?: Changing,
  ): Promise<Stored<T> | undefined>;
  findOneAndDelete(filter: Filter<T>): Promise<Stored<T> | undefined>;
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
export interface Collection<T> {
  /** The documents of one workspace: what every request uses. */
  in(workspaceId: string | ObjectId): ScopedModel<T>;
  /** Every workspace's documents: for sweepers, webhooks and sign-in, which cannot know the workspace yet. */
  readonly acrossWorkspaces: Model<Stored<T>>;
}

/**
 * Declares a collection: the one place where queries are confined to a workspace. `fields` is a mongoose schema
 * definition without `workspaceId`, which every document gets. Returns what gives the collection of a connection.
 */
export function defineCollection<T extends object>(
  name: string,
  fields: Readonly<Record<string, unknown>>,
  indexes: readonly IndexDefinition[] = [],
): (connection: Connection) => Collection<T> {
  const modelOn = defineModel<T & { workspaceId: ObjectId }>(
    name,
    { workspaceId: { type: ObjectId, required: true }, ...fields },
    indexes,
  );
  const opened = new WeakMap<Connection, Collection<T>>();
  return (connection) => {
    const known = opened.get(connection);
    if (known) return known;
    const collection = openCollection<T>(modelOn(connection) as unknown as Model<Stored<T>>);
    opened.set(connection, collection);
    return collection;
  };
}

function openCollection<T>(model: Model<Stored<T>>): Collection<T> {
  return { acrossWorkspaces: model, in: (workspaceId) => scopedModel(model as never, workspaceId) };
}

function scopedModel<T>(
  model: Model<Record<string, unknown>>,
  workspace: string | ObjectId,
): ScopedModel<T> {
  const workspaceId = new ObjectId(workspace);
  // The caller's own `workspaceId`, if any, loses: the scope comes last.
  const scope = (filter: object) => ({ ...filter, workspaceId }) as never;
  const reading = ({ sort, ...rest }: Reading = {}) =>
    ({ ...rest, ...(sort && { sort }) }) as never;
  const found = (doc: unknown) => (doc ?? undefined) as Stored<T> | undefined;

  return {
    find: async (filter, options) =>
      (await model.find(scope(filter), null, reading(options)).lean()) as unknown as Stored<T>[],
    findOne: async (filter, options) =>
      found(await model.findOne(scope(filter), null, reading(options)).lean()),
    findById: async (id, options) =>
      found(await model.findOne(scope({ _id: id }), null, reading(options)).lean()),
    count: (filter, most) =>
      model.countDocuments(scope(filter), most === undefined ? {} : { limit: most }).exec(),
    distinct: async (field, filter = {}) => model.distinct(field, scope(filter)),
    insert: async (doc) => {
      const [stored] = await model.insertMany([scope(doc)] as never, { lean: true });
      return stored as unknown as Stored<T>;
    },
    insertMany: async (docs) => {
      await model.insertMany(docs.map(scope), { lean: true });
    },
    updateOne: async (filter, update, options) =>
      changed(await model.updateOne(scope(filter), inScope(update), options as never)),
    updateMany: async (filter, update) =>
      changed(await model.updateMany(scope(filter), inScope(update))),
    findOneAndUpdate: async (filter, update, options) => {
      const changing = { returnDocument: "after", ...options, lean: true };
      return found(await model.findOneAndUpdate(scope(filter), inScope(update), changing as never));
    },
    findOneAndDelete: async (filter) => found(await model.findOneAndDelete(scope(filter)).lean()),
    deleteOne: async (filter) => (await model.deleteOne(scope(filter))).deletedCount,
    deleteMany: async (filter) => (await model.deleteMany(scope(filter))).deletedCount,
    aggregate: (pipeline) =>
      model.aggregate([{ $match: { workspaceId } }, ...pipeline] as never).exec() as Promise<never>,
  };
}

function inScope(update: Update): never {
  for (const fields of Object.values(update)) {
    if (fields !== null && typeof fields === "object" && "workspaceId" in fields) {
      throw new Error("A document never moves to another workspace");
    }
  }
  return update as never;
}

function changed(result: mongoose.UpdateWriteOpResult): Changed {
  const { matchedCount, modifiedCount, upsertedCount } = result;
  return { matched: matchedCount, modified: modifiedCount, upserted: upsertedCount };
}
