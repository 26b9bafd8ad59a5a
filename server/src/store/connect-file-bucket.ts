import type { Readable } from "node:stream";
import type { BucketSettings } from "../context/config.ts";
import type { FileBucket } from "../context/file-bucket.ts";
import { bucketProblem, openS3, s3ErrorName } from "./open-s3.ts";

/** The bucket cannot be used as it is set up. The message names the variable to look at. */
class BucketRefused extends Error {}

/** Connects to a bucket and tries it: writes, reads and deletes a small file. Raises `BucketRefused`. */
export async function connectFileBucket(settings: BucketSettings): Promise<FileBucket> {
  const { name: Bucket, prefix } = settings;
  const { client, s3 } = await openS3(settings);
  const { PutObjectCommand, GetObjectCommand, DeleteObjectCommand } = s3;
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
        if (s3ErrorName(error) === "NoSuchKey") {
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
    throw new BucketRefused(bucketProblem(error, settings, "S3_BUCKET").message);
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
