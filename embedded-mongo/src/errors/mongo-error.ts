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
  57: "DottedFieldName",
  59: "CommandNotFound",
  66: "ImmutableField",
  67: "CannotCreateIndex",
  72: "InvalidOptions",
  73: "InvalidNamespace",
  76: "NoReplicationEnabled",
  85: "IndexOptionsConflict",
  86: "IndexKeySpecsConflict",
  168: "InvalidPipelineOperator",
  146: "ExceededMemoryLimit",
  171: "CannotIndexParallelArrays",
  197: "InvalidIndexSpecificationOption",
  225: "TransactionTooOld",
  238: "NotImplemented",
  241: "ConversionFailure",
  276: "IndexBuildAborted",
  292: "QueryExceededMemoryLimitNoDiskUseAllowed",
  10334: "BSONObjectTooLarge",
  11600: "InterruptedAtShutdown",
  12051: "CursorInUse",
  14031: "OutOfDiskSpace",
  11000: "DuplicateKey",
};

/** An error the client can act on: MongoDB's code and code name, with further reply fields in `extra`. */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  /** Further fields of the error reply, such as `keyPattern` and `keyValue` of a duplicate key. */
  readonly extra: Record<string, unknown>;

  constructor(code: number, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = "MongoError";
    this.code = code;
    this.codeName = codeNames[code] ?? `Location${code}`;
    this.extra = extra;
  }
}

/** Makes an error with MongoDB's code; numbers without a name of their own are `Location<code>`. */
export function mongoError(
  code: number,
  message: string,
  extra?: Record<string, unknown>,
): MongoError {
  return new MongoError(code, message, extra);
}

/** Makes the error for something that MongoDB has and this store does not have. */
export function notAvailable(name: string): MongoError {
  return mongoError(238, `${name} is not available in the embedded store; set MONGODB_URI`);
}
