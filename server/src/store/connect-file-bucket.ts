import type { Readable } from "node:stream";
import type { S3Client } from "@aws-sdk/client-s3";
import type { BucketSettings } from "../context/config.ts";
import type { FileBucket } from "../context/file-bucket.ts";

/** The bucket cannot be used as it is set up. The message names the variable to look at. */
class BucketRefused extends Error {}

const connectMs = 5_000;
const answerMs = 30_000;

/** Connects to a bucket and tries it: writes, reads and deletes a small file. Raises `BucketRefused`. */
export async function connectFileBucket(settings: BucketSettings): Promise<FileBucket> {
  const { name: Bucket, endpoint, region, key: credentials, prefix } = settings;
  // Nobody else needs to load it.
  const { S3Client, PutObjectCommand, GetObjectCommand, DeleteObjectCommand } = await import(
    "@aws-sdk/client-s3"
  );
  const client: S3Client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs },
    // Other stores than Amazon's do not know the newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  const keyOf = (key: string) => (prefix === "" ? key : `${prefix}/${key}`);

  const bucket: FileBucket = {
    async put(key, bytes, mimeType) {
      const Body = Buffer.from(bytes);
      const object = { Bucket, Key: keyOf(key), Body, ContentType: mimeType };
      await client.send(new PutObjectCommand({ ...object, ContentLength: Body.length }));
    },
    async get(key, part) {
      const range = part && { Range: `bytes=${part.start}-${part.end - 1}` };
      try {
        const object = { Bucket, Key: keyOf(key), ...range };
        const { Body } = await client.send(new GetObjectCommand(object));
        return Body as Readable;
      } catch (error) {
        if (nameOf(error) === "NoSuchKey") {
          return undefined;
        }
        throw error;
      }
    },
    async delete(key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(key) }));
    },
    close: () => client.destroy(),
  };
  try {
    await tryOut(bucket);
  } catch (error) {
    bucket.close();
    throw new BucketRefused(problemOf(error, settings));
  }
  return bucket;
}

async function tryOut(bucket: FileBucket): Promise<void> {
  const key = `check-${process.pid}-${Math.random().toString(36).slice(2)}`;
  await bucket.put(key, Buffer.from("chatloom"), "text/plain");
  const read = await bucket.get(key, { start: 4, end: 8 });
  const text = read && Buffer.concat(await read.toArray()).toString();
  await bucket.delete(key);
  if (text !== "loom") {
    throw new Error("it does not give back the bytes that it was given");
  }
}

function problemOf(error: unknown, { name, endpoint, region }: BucketSettings): string {
  const place = endpoint ?? `Amazon S3 (${region})`;
  const code = nameOf(error);
  switch (code) {
    case "NoSuchBucket":
      return `S3_BUCKET: there is no bucket “${name}” at ${place}`;
    case "InvalidAccessKeyId":
    case "SignatureDoesNotMatch":
    case "CredentialsProviderError":
      return `S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are not a key of ${place} (${code})`;
    case "AccessDenied":
    case "Forbidden":
      return `S3_BUCKET: the key may not write, read and delete files in “${name}” (${code})`;
    case "PermanentRedirect":
    case "AuthorizationHeaderMalformed":
      return `S3_REGION: the bucket “${name}” is not in ${region} (${code})`;
    default: {
      const message = error instanceof Error ? error.message : String(error);
      return `S3_ENDPOINT: the bucket “${name}” at ${place} cannot be used: ${code || message}`;
    }
  }
}

function nameOf(error: unknown): string {
  const { name, code, Code } = error as { name?: string; code?: string; Code?: string };
  return Code ?? (name === "Error" || name === undefined ? (code ?? "") : name);
}
