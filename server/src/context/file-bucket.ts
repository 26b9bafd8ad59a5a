import type { Readable } from "node:stream";

/** Keeps the bytes of files outside the store, in a bucket that speaks S3's protocol. */
export interface FileBucket {
  readonly put: (key: string, bytes: Uint8Array, mimeType: string) => Promise<void>;
  /** The bytes, or a part of them (`end` is not included); undefined where the bucket has no such file. */
  readonly get: (
    key: string,
    part?: { readonly start: number; readonly end: number },
  ) => Promise<Readable | undefined>;
  /** Deletes a file; one that is gone already is no error. */
  readonly delete: (key: string) => Promise<void>;
  readonly close: () => void;
}
