/** The names MongoDB gives to the error codes that this store can answer with. */
const codeNames: Readonly<Record<number, string>> = {
  2: "BadValue",
  9: "FailedToParse",
  13: "Unauthorized",
  14: "TypeMismatch",
  15: "Overflow",
  16: "InvalidLength",
  17: "ProtocolError",
  18: "AuthenticationFailed",
  26: "NamespaceNotFound",
  27: "IndexNotFound",
  28: "PathNotViable",
  40: "ConflictingUpdateOperators",
  43: "CursorNotFound",
  50: "MaxTimeMSExpired",
  52: "DollarPrefixedFieldName",
  53: "InvalidIdField",
  54: "NotSingleValueField",
  56: "EmptyFieldName",
  59: "CommandNotFound",
  66: "ImmutableField",
  67: "CannotCreateIndex",
  72: "InvalidOptions",
  73: "InvalidNamespace",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  146: "ExceededMemoryLimit",
  168: "InvalidPipelineOperator",
  171: "CannotIndexParallelArrays",
  175: "QueryPlanKilled",
  197: "InvalidIndexSpecificationOption",
  238: "NotImplemented",
  241: "ConversionFailure",
  276: "IndexBuildAborted",
  292: "QueryExceededMemoryLimitNoDiskUseAllowed",
  10334: "BSONObjectTooLarge",
  11000: "DuplicateKey",
  11600: "InterruptedAtShutdown",
  12051: "CursorInUse",
  14031: "OutOfDiskSpace",
};

/** An error the client can act on: MongoDB's code and code name; codes without a name of their own are `Location<code>`. */
export class MongoError extends Error {
  override readonly name = "MongoError";
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the error reply, such as `keyPattern` and `keyValue` of a duplicate key. */
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: number, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.codeName = codeNames[code] ?? `Location${code}`;
    this.extra = extra;
  }
}

/** Makes an error with MongoDB's code. */
export function mongoError(...args: ConstructorParameters<typeof MongoError>): MongoError {
  return new MongoError(...args);
}

/**
 * Makes the error for something that this store does not have: MongoDB's code for an unknown name where a name is
 * looked up, else 238.
 */
export function notAvailable(what: string, code = 238): MongoError {
  return mongoError(code, `${what} is not available in the embedded store; set MONGODB_URI`);
}
