import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import mongoose from "mongoose";
import { DomainError, NotFound } from "../context/errors.ts";
import type { ServerContext } from "../context/server-context.ts";

/** Where the bytes of a file are. Its record is in the store in any case. */
export interface FilePlace {
  readonly id: string;
  readonly workspaceId: string;
  /** In the bucket; otherwise in the store. */
  readonly inBucket: boolean;
}

/** A part of a file; `end` is not included. */
export interface FilePart {
  readonly start: number;
  readonly end: number;
}

/**
 * Writes the bytes of a new file, then its record, so that a record never lacks its bytes. Returns its id and size. `metadata` is what
 * the record holds.
 */
export async function writeBytes(
  context: ServerContext,
  fileName: string,
  metadata: { readonly workspaceId: string; readonly mimeType: string },
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly id: string; readonly size: number }> {
  const { bucket } = context;
  if (!bucket) {
    const upload = gridOf(context).openUploadStream(fileName, { metadata });
    try {
      await pipeline(Readable.from(bytes), upload);
    } catch (error) {
      await upload.abort().catch(() => {});
      throw error;
    }
    return { id: String(upload.id), size: upload.length };
  }
  // The bucket wants to know the size before. Files have at most 25 MB.
  const content = Buffer.concat(await Readable.from(bytes).toArray());
  const _id = new mongoose.Types.ObjectId();
  const place = { id: String(_id), workspaceId: metadata.workspaceId, inBucket: true };
  await reach(bucket.put(keyOf(place), content, metadata.mimeType));
  try {
    await recordsOf(context).insertOne({
      _id,
      length: content.length,
      uploadDate: new Date(context.now()),
      filename: fileName,
      metadata: { ...metadata, inBucket: true },
    });
  } catch (error) {
    await bucket.delete(keyOf(place)).catch(() => {});
    throw error;
  }
  return { id: place.id, size: content.length };
}

/** The bytes of a file, or a part of them. */
export async function readBytes(
  context: ServerContext,
  place: FilePlace,
  part?: FilePart,
): Promise<Readable> {
  if (!place.inBucket) {
    return gridOf(context).openDownloadStream(new mongoose.Types.ObjectId(place.id), part);
  }
  const bytes = await reach(bucketOf(context).get(keyOf(place), part));
  if (!bytes) {
    throw new NotFound("file");
  }
  return bytes;
}

/** Deletes the bytes of a file and then its record; does nothing if another process was faster. */
export async function deleteBytes(context: ServerContext, place: FilePlace): Promise<void> {
  const _id = new mongoose.Types.ObjectId(place.id);
  if (place.inBucket) {
    await reach(bucketOf(context).delete(keyOf(place)));
    await recordsOf(context).deleteOne({ _id });
    return;
  }
  await gridOf(context)
    .delete(_id)
    .catch((error: unknown) => {
      if (!(error instanceof Error) || !error.message.includes("not found")) {
        throw error;
      }
    });
}

/** The store's own place for files. */
export function gridOf({ connection }: ServerContext): mongoose.mongo.GridFSBucket {
  if (!connection.db) {
    throw new Error("The store is not connected");
  }
  return new mongoose.mongo.GridFSBucket(connection.db, { bucketName: "files" });
}

/** The records of all files. */
export function recordsOf({ connection }: ServerContext) {
  return connection.collection("files.files");
}

function keyOf({ workspaceId, id }: FilePlace): string {
  return `${workspaceId}/${id}`;
}

function bucketOf({ bucket }: ServerContext) {
  if (!bucket) {
    throw away("This file is in a bucket that is not set up here: set S3_BUCKET");
  }
  return bucket;
}

async function reach<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { name = "error" } = error as Partial<Error>;
    throw away(`The bucket with the files cannot be reached (${name}); try again later`);
  }
}

function away(message: string): DomainError {
  return new DomainError("unavailable", "file.bucket-away", message);
}
