import type { S3Client } from "@aws-sdk/client-s3";
import { defined } from "@chatloom/flows-schema";
import type { BucketSettings } from "../context/config.ts";

/** A client for a bucket's service, and the library's commands. */
interface OpenS3 {
  readonly client: S3Client;
  readonly s3: typeof import("@aws-sdk/client-s3");
}

const connectMs = 5_000;
const answerMs = 30_000;

/** Opens a client for the service of a bucket. Asks nothing yet. */
export async function openS3({
  endpoint,
  region,
  key,
}: Pick<BucketSettings, "endpoint" | "region" | "key">): Promise<OpenS3> {
  // Servers without a bucket need not load it.
  const s3 = await import("@aws-sdk/client-s3");
  const client = new s3.S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    ...defined({ credentials: key }),
    maxAttempts: 3,
    requestHandler: { connectionTimeout: connectMs, requestTimeout: answerMs },
    // Other stores than Amazon's do not know the newer checksums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });
  return { client, s3 };
}

/** Why a bucket cannot be used. */
interface BucketProblem {
  /** Names the variable to look at. */
  readonly message: string;
  /** The service answered and refused; else it may only be away. */
  readonly refused: boolean;
}

/** Explains an error of a bucket; `variable` is the one that names the bucket. */
export function bucketProblem(
  error: unknown,
  { name, endpoint, region }: BucketSettings,
  variable: string,
): BucketProblem {
  const place = endpoint ?? `Amazon S3 (${region})`;
  const code = s3ErrorName(error);
  const refused = (message: string) => ({ message, refused: true });
  switch (code) {
    case "NoSuchBucket":
      return refused(`${variable}: there is no bucket “${name}” at ${place}`);
    case "InvalidAccessKeyId":
    case "SignatureDoesNotMatch":
    case "CredentialsProviderError":
      return refused(
        `S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY are not a key of ${place} (${code})`,
      );
    case "AccessDenied":
    case "Forbidden":
      return refused(
        `${variable}: the key may not write, read and delete files in “${name}” (${code})`,
      );
    case "PermanentRedirect":
    case "AuthorizationHeaderMalformed":
      return refused(`S3_REGION: the bucket “${name}” is not in ${region} (${code})`);
    default: {
      const said = code || (error instanceof Error ? error.message : String(error));
      const message = `S3_ENDPOINT: the bucket “${name}” at ${place} cannot be used: ${said}`;
      return { message, refused: false };
    }
  }
}

/** Returns the code of a service's error, such as `NoSuchKey`; empty where it has none. */
export function s3ErrorName(error: unknown): string {
  const { name, code, Code } = error as { name?: string; code?: string; Code?: string };
  return Code ?? (name === "Error" || name === undefined ? (code ?? "") : name);
}
