import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { BucketSettings } from "../../context/config.ts";
import { bucketProblem, openS3 } from "../open-s3.ts";
import type { BackupTarget, KeptFile } from "./backup-target.ts";

const leastPartBytes = 16 * 1024 * 1024;
/** S3 takes at most 10,000 parts. */
const mostParts = 9_000;
/** An upload that was begun so long ago has ended without an end. */
const abandonedMs = 86_400_000;

/** A folder of a bucket that keeps backups. Large files go there in parts and appear when the last one is there. */
export async function bucketTarget(settings: BucketSettings): Promise<BackupTarget> {
  const { name: Bucket, prefix } = settings;
  const { client, s3 } = await openS3(settings);
  const folder = prefix === "" ? "" : `${prefix}/`;
  return {
    name: `s3://${Bucket}/${prefix}`.replace(/\/$/, ""),
    stage: undefined,
    async list() {
      const files: KeptFile[] = [];
      let ContinuationToken: string | undefined;
      do {
        const asked = { Bucket, Prefix: folder, Delimiter: "/", ContinuationToken };
        const page = await client.send(new s3.ListObjectsV2Command(asked));
        for (const { Key = "", Size = 0 } of page.Contents ?? []) {
          files.push({ name: Key.slice(folder.length), bytes: Size });
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      return files;
    },
    async put(name, path, signal) {
      const { Upload } = await import("@aws-sdk/lib-storage");
      const { size } = await stat(path);
      const upload = new Upload({
        client,
        params: { Bucket, Key: folder + name, Body: createReadStream(path) },
        partSize: Math.max(leastPartBytes, Math.ceil(size / mostParts)),
        queueSize: 1,
      });
      const abort = () => void upload.abort();
      signal?.addEventListener("abort", abort, { once: true });
      try {
        signal?.throwIfAborted();
        await upload.done();
      } finally {
        signal?.removeEventListener("abort", abort);
      }
    },
    async fetch(name, path) {
      const { Body } = await client.send(new s3.GetObjectCommand({ Bucket, Key: folder + name }));
      await pipeline(Body as Readable, createWriteStream(path, { flags: "wx", mode: 0o600 }));
    },
    async delete(name) {
      await client.send(new s3.DeleteObjectCommand({ Bucket, Key: folder + name }));
    },
    async sweep() {
      const asked = { Bucket, Prefix: `${folder}chatloom-` };
      const { Uploads = [] } = await client.send(new s3.ListMultipartUploadsCommand(asked));
      for (const { Key, UploadId, Initiated } of Uploads) {
        // The bucket's clock told when.
        if (Initiated && Date.now() - Initiated.getTime() > abandonedMs) {
          await client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
        }
      }
    },
    explain: (error) => bucketProblem(error, settings, "BACKUP_TO"),
    close: () => client.destroy(),
  };
}
