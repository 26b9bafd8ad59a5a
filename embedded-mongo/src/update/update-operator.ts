/** The context of an update, besides the document. */
export interface UpdateContext {
  /** Whether an upsert makes the document, so that `$setOnInsert` counts. */
  readonly isInsert: boolean;
  /** The array index that the positional `$` means. */
  readonly position?: number | undefined;
}

/** The effect of an operator on a field. */
export interface UpdateOperator {
  /** Returns the new value of the field (`undefined` removes it), given the old one; the same value means no change. */
  apply(old: unknown, context: UpdateContext, path: string): unknown;
  /** Says whether the operator makes the field, and the documents around it, if it is missing. */
  creates(context: UpdateContext): boolean;
}

/** Makes an operator from its argument and the path of the field. */
export type MakeOperator = (argument: unknown, path: string) => UpdateOperator;
