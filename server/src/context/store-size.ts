/** The size of the store in bytes. A value that the store does not tell is absent. */
export interface StoreSize {
  readonly data?: number | undefined;
  /** Of the write-ahead log. */
  readonly log?: number | undefined;
  /** The free space on its disk. */
  readonly free?: number | undefined;
}

/** The figures that the store tells about itself. */
export interface StoreFacts {
  readonly kind: "embedded" | "mongodb";
  /** Never throws. */
  readonly size: () => Promise<StoreSize>;
  /** How often it warned since this process started; undefined where it does not tell. */
  readonly warnings: () => number | undefined;
}
