import type { BucketSettings } from "./config.ts";

/** Says that a variable is wrong; raises. */
export type Refuse = (variable: string, expected: string) => never;

type Read = (name: string) => string | undefined;

/** The form of a bucket's name. */
export const bucketNameForm = /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/;
/** The form of a folder in a bucket. */
export const prefixForm = /^[\w./-]{0,200}$/;
const accessVariables = ["S3_ENDPOINT", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"];

/** Reads where files are kept, if not in the store: a bucket that speaks S3's protocol. */
export function readBucket(read: Read, refuse: Refuse): BucketSettings | undefined {
  const name = read("S3_BUCKET");
  // Backups may be the only use of the key.
  const forBackups = /^s3:/i.test(read("BACKUP_TO") ?? "");
  const others = forBackups ? ["S3_PREFIX"] : [...accessVariables, "S3_PREFIX"];
  if (name === undefined) {
    const alone = others.find((it) => read(it) !== undefined);
    return alone === undefined
      ? undefined
      : refuse("S3_BUCKET", `must name the bucket, because ${alone} is set`);
  }
  if (!bucketNameForm.test(name)) {
    refuse("S3_BUCKET", "must be the name of a bucket: 3 to 63 letters, digits, dots and dashes");
  }
  const prefix = (read("S3_PREFIX") ?? "").replace(/^\/+|\/+$/g, "");
  if (!prefixForm.test(prefix)) {
    refuse("S3_PREFIX", "must be a path of letters, digits, dots, dashes and slashes");
  }
  return { name, prefix, ...readBucketAccess(read, refuse) };
}

/** Reads the service of a bucket and its key, which files and backups share. */
export function readBucketAccess(
  read: Read,
  refuse: Refuse,
): Pick<BucketSettings, "endpoint" | "region" | "key"> {
  const endpoint = read("S3_ENDPOINT")?.replace(/\/+$/, "");
  if (endpoint !== undefined && !isAddress(endpoint)) {
    refuse("S3_ENDPOINT", "must be an address that starts with http:// or https://");
  }
  const accessKeyId = read("S3_ACCESS_KEY_ID");
  const secretAccessKey = read("S3_SECRET_ACCESS_KEY");
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined)) {
    const missing = accessKeyId === undefined ? "S3_ACCESS_KEY_ID" : "S3_SECRET_ACCESS_KEY";
    refuse(missing, "must be set, because the other half of the key is");
  }
  return {
    endpoint,
    region: read("S3_REGION") ?? "us-east-1",
    key:
      accessKeyId !== undefined && secretAccessKey !== undefined
        ? { accessKeyId, secretAccessKey }
        : undefined,
  };
}

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.hostname !== "";
}
