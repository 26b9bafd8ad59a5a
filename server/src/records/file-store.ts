import type { Readable } from "node:stream";
import { mostFileBytes } from "@chatloom/api-schema";
import { defined } from "@chatloom/flows-schema";
import mongoose from "mongoose";
import type { ServerContext } from "../context/server-context.ts";
import { defineModel } from "../store/define-model.ts";
import { isDuplicateKey } from "../store/duplicate-key.ts";
import { detectFileType, type FileKind, kindOf } from "./detect-file-type.ts";
import {
  deleteBytes,
  type FilePart,
  type FilePlace,
  gridOf,
  readBytes,
  recordsOf,
  writeBytes,
} from "./file-bytes.ts";
import { fileErrors } from "./file-errors.ts";
import { fileUrl } from "./file-url.ts";

/** A file that is kept. `url` is what message contents carry; see `file-url.ts`. */
export interface SavedFile {
  readonly id: string;
  readonly url: string;
  readonly mimeType: string;
  readonly fileName: string;
  readonly size: number;
  readonly kind: FileKind;
}

/** The uploader of a file: a visitor of a channel, or a member. */
export interface UploadedBy {
  readonly workspaceId: string;
  readonly channelId?: string;
  /** The visitor's address on the channel. */
  readonly visitor?: string;
}

/** A file to store: its bytes, and the name and type that its sender declares. */
export interface FileToSave {
  readonly content: AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly declaredType: string;
  /** Another id of the file, known before it is stored. Two files never share one: the first stays. */
  readonly alias?: string;
  /** Given for uploads, which are deleted when nothing uses them. */
  readonly upload?: Omit<UploadedBy, "workspaceId">;
}

/** A stored file as a query returns it. */
export interface FoundFile extends FilePlace {
  readonly mimeType: string;
  readonly fileName: string;
  readonly size: number;
  readonly channelId?: string;
  readonly visitor?: string;
}

/** How many bytes are needed to detect a file's type. */
const headBytes = 4_100;

/** Stores a file. Throws for too large, empty or dangerous ones, and then stores nothing. */
export async function saveFile(
  context: ServerContext,
  workspaceId: string,
  { content, ...said }: FileToSave,
): Promise<SavedFile> {
  const chunks = content[Symbol.asyncIterator]();
  try {
    return await keep(context, workspaceId, chunks, said);
  } catch (error) {
    if (said.alias === undefined || !isDuplicateKey(error)) {
      throw error;
    }
    const first = await findKeptFile(context, said.alias);
    if (!first) {
      throw error;
    }
    return first;
  } finally {
    await chunks.return?.();
  }
}

async function keep(
  context: ServerContext,
  workspaceId: string,
  chunks: AsyncIterator<Uint8Array>,
  { fileName, declaredType, alias, upload: by }: Omit<FileToSave, "content">,
): Promise<SavedFile> {
  const head = await readHead(chunks);
  if (head.length === 0) {
    throw fileErrors.empty();
  }
  const mimeType = await detectFileType(head, declaredType);
  const name = safeName(fileName);
  const metadata = {
    ...defined({ workspaceId, mimeType, alias }),
    ...(by && { ...by, unusedSince: new Date(context.now()) }),
  };
  const { id, size } = await writeBytes(context, name, metadata, withinLimit(head, chunks));
  return {
    id,
    url: fileUrl(context, { id: alias ?? id, fileName: name }),
    mimeType,
    fileName: name,
    size,
    kind: kindOf(mimeType),
  };
}

/** The file that was kept under an alias. */
export async function findKeptFile(
  context: ServerContext,
  alias: string,
): Promise<SavedFile | undefined> {
  const found = await findFile(context, alias);
  if (!found) {
    return undefined;
  }
  const { id, fileName, mimeType, size } = found;
  const url = fileUrl(context, { id: alias, fileName });
  return { id, url, fileName, mimeType, size, kind: kindOf(mimeType) };
}

/** Finds a stored file by its id or alias in any workspace: the caller checks signature or workspace. */
export async function findFile(context: ServerContext, id: string): Promise<FoundFile | undefined> {
  if (!/^[0-9a-f]{24}$/.test(id)) {
    return undefined;
  }
  const bucket = gridOf(context);
  const first = async (filter: Readonly<Record<string, unknown>>) =>
    (await bucket.find(filter).limit(1).toArray())[0];
  const found =
    (await first({ _id: new mongoose.Types.ObjectId(id) })) ??
    (await first({ "metadata.alias": id }));
  if (!found) {
    return undefined;
  }
  return describe(found);
}

function describe({
  _id,
  metadata,
  filename: fileName,
  length: size,
}: mongoose.mongo.GridFSFile): FoundFile {
  const { workspaceId, mimeType, channelId, visitor, inBucket } = metadata ?? {};
  return {
    id: String(_id),
    workspaceId: String(workspaceId),
    inBucket: inBucket === true,
    mimeType: String(mimeType),
    fileName,
    size,
    channelId: channelId && String(channelId),
    visitor: visitor && String(visitor),
  };
}

/** Records that something refers to an upload, so that it is not deleted. */
export async function markUsed(context: ServerContext, id: string): Promise<void> {
  const _id = new mongoose.Types.ObjectId(id);
  await recordsOf(context).updateOne({ _id }, { $unset: { "metadata.unusedSince": "" } });
}

/** Uploads that nothing has used since before `until`, oldest first. */
export async function unusedUploads(
  context: ServerContext,
  until: Date,
  limit: number,
): Promise<FoundFile[]> {
  const filter = { "metadata.unusedSince": { $lt: until } };
  const sort = { "metadata.unusedSince": 1 } as const;
  return (await gridOf(context).find(filter, { sort, limit }).toArray()).map(describe);
}

/** Deletes a file and its bytes; does nothing if another process was faster. */
export async function deleteFile(context: ServerContext, file: FilePlace): Promise<void> {
  await deleteBytes(context, file);
}

/** Returns how many bytes an uploader stores, optionally since a time. */
export async function storedBytes(
  context: ServerContext,
  by: Partial<UploadedBy>,
  since?: Date,
): Promise<number> {
  const match: Record<string, unknown> = since ? { uploadDate: { $gte: since } } : {};
  for (const [name, value] of Object.entries(by)) {
    match[`metadata.${name}`] = value;
  }
  const [total] = await recordsOf(context)
    .aggregate<{ bytes: number }>([
      { $match: match },
      { $group: { _id: null, bytes: { $sum: "$length" } } },
    ])
    .toArray();
  return total?.bytes ?? 0;
}

/** The bytes of a kept file, or a part of them. */
export function openFile(
  context: ServerContext,
  file: FilePlace,
  part?: FilePart,
): Promise<Readable> {
  return readBytes(context, file, part);
}

/** Reads a whole file by its id or alias; undefined if it is deleted. Files are at most 25 MB. */
export async function readFile(context: ServerContext, id: string): Promise<Buffer | undefined> {
  const found = await findFile(context, id);
  return found && Buffer.concat(await (await openFile(context, found)).toArray());
}

/** GridFS makes its own collections; this one declares the index by which aliases are found and stay unique. */
defineModel("files.files", { metadata: mongoose.Schema.Types.Mixed }, [
  [
    { "metadata.alias": 1 },
    { unique: true, partialFilterExpression: { "metadata.alias": { $exists: true } } },
  ],
  [{ "metadata.workspaceId": 1, "metadata.channelId": 1, "metadata.visitor": 1 }],
  [{ "metadata.unusedSince": 1 }, { sparse: true }],
]);

async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const head: Uint8Array[] = [];
  let size = 0;
  while (size < headBytes) {
    const { value, done } = await chunks.next();
    if (done) {
      break;
    }
    head.push(value);
    size += value.length;
  }
  return Buffer.concat(head);
}

async function* withinLimit(head: Buffer, chunks: AsyncIterator<Uint8Array>) {
  let size = head.length;
  if (size > mostFileBytes) {
    throw fileErrors.tooLarge();
  }
  yield head;
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) {
      return;
    }
    size += value.length;
    if (size > mostFileBytes) {
      throw fileErrors.tooLarge();
    }
    yield value;
  }
}

/** A name without path and control characters. */
function safeName(fileName: string): string {
  const bare = fileName.split(/[\\/]/).pop() ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  const clean = bare.replace(/[\u0000-\u001f\u007f"<>|*?:]/g, "").trim();
  return clean.slice(0, 150) || "file";
}
