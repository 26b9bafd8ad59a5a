/** What an update needs to know besides the document. */
export interface UpdateContext {
  /** Whether the document is being made by an upsert, so that `$setOnInsert` counts. */
  readonly isInsert: boolean;
  /** What the positional `$` stands for. */
  readonly position?: number | undefined;
}
