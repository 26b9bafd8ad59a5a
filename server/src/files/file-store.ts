import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import mongoose from "mongoose";
import type { ServerContext } from "../server-context.ts";
import { detectFileType, type FileKind, kindOf } from "./detect-file-type.ts";
import { FileEmpty, FileTooLarge, mostFileBytes } from "./errors.ts";
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

/** A file to keep: its bytes, and what its sender says about it. */
export interface FileToSave {
  readonly content: AsyncIterable<Uint8Array>;
  readonly fileName: string;
  readonly declaredType: string;
}

/** A kept file as it is found again. */
export interface FoundFile {
  readonly id: string;
  readonly workspaceId: string;
  readonly mimeType: string;
  readonly fileName: string;
  readonly size: number;
}

/** As much as is needed to tell what a file is. */
const headBytes = 4_100;

/** Keeps a file in the store. Too large, empty or dangerous ones are refused, and leave nothing behind. */
export async function saveFile(
  context: ServerContext,
  workspaceId: string,
  { content, fileName, declaredType }: FileToSave,
): Promise<SavedFile> {
  const chunks = content[Symbol.asyncIterator]();
  try {
    return await keep(context, workspaceId, chunks, { fileName, declaredType });
  } finally {
    await chunks.return?.();
  }
}

async function keep(
  context: ServerContext,
  workspaceId: string,
  chunks: AsyncIterator<Uint8Array>,
  { fileName, declaredType }: Omit<FileToSave, "content">,
): Promise<SavedFile> {
  const head = await readHead(chunks);
  if (head.length === 0) throw new FileEmpty();
  const mimeType = await detectFileType(head, declaredType);
  const name = safeName(fileName);
  const upload = bucketOf(context).openUploadStream(name, { metadata: { workspaceId, mimeType } });
  try {
    await pipeline(Readable.from(withinLimit(head, chunks)), upload);
  } catch (error) {
    await upload.abort().catch(() => {});
    throw error;
  }
  const id = String(upload.id);
  const size = upload.length;
  return {
    id,
    url: fileUrl(context, { id, fileName: name }),
    mimeType,
    fileName: name,
    size,
    kind: kindOf(mimeType),
  };
}

/** Finds a kept file by its id, whatever its workspace: the caller checks signature or workspace. */
export async function findFile(context: ServerContext, id: string): Promise<FoundFile | undefined> {
  if (!/^[0-9a-f]{24}$/.test(id)) return undefined;
  const [found] = await bucketOf(context)
    .find({ _id: new mongoose.Types.ObjectId(id) })
    .limit(1)
    .toArray();
  if (!found) return undefined;
  const { workspaceId, mimeType } = found.metadata ?? {};
  const { filename: fileName, length: size } = found;
  return { id, workspaceId: String(workspaceId), mimeType: String(mimeType), fileName, size };
}

/** The bytes of a kept file, or a part of them (`end` is not included). */
export function openFile(
  context: ServerContext,
  id: string,
  part?: { readonly start: number; readonly end: number },
): Readable {
  return bucketOf(context).openDownloadStream(new mongoose.Types.ObjectId(id), part);
}

function bucketOf({ connection }: ServerContext): mongoose.mongo.GridFSBucket {
  if (!connection.db) throw new Error("The store is not connected");
  return new mongoose.mongo.GridFSBucket(connection.db, { bucketName: "files" });
}

async function readHead(chunks: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const head: Uint8Array[] = [];
  let size = 0;
  while (size < headBytes) {
    const { value, done } = await chunks.next();
    if (done) break;
    head.push(value);
    size += value.length;
  }
  return Buffer.concat(head);
}

async function* withinLimit(head: Buffer, chunks: AsyncIterator<Uint8Array>) {
  let size = head.length;
  if (size > mostFileBytes) throw new FileTooLarge();
  yield head;
  for (;;) {
    const { value, done } = await chunks.next();
    if (done) return;
    size += value.length;
    if (size > mostFileBytes) throw new FileTooLarge();
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
