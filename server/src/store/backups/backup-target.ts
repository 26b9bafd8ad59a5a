/** A file in a place for backups. */
export interface KeptFile {
  readonly name: string;
  readonly bytes: number;
}

/** CONTRACT. A place that keeps backups. A file appears there whole or not at all. */
export interface BackupTarget {
  /** The place as operators write it: a path or `s3://bucket/folder`. */
  readonly name: string;
  /** A folder that shares a disk with the place, in which files are prepared; undefined: there is none. */
  readonly stage: string | undefined;
  readonly list: () => Promise<KeptFile[]>;
  /** Keeps a local file under a name. May move it. */
  readonly put: (name: string, path: string, signal?: AbortSignal) => Promise<void>;
  /** Copies a kept file to a new local path, readable only by its user. */
  readonly fetch: (name: string, path: string) => Promise<void>;
  /** Deletes a file; one that is gone already is no error. */
  readonly delete: (name: string) => Promise<void>;
  /** Deletes what killed processes left half-written. */
  readonly sweep: () => Promise<void>;
  /** Explains why the place cannot be used. `refused`: it will not get better by itself. */
  readonly explain: (error: unknown) => { readonly message: string; readonly refused: boolean };
  readonly close: () => void;
}
