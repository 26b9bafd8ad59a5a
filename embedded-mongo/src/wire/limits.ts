/** The maximum length of a message in bytes, as in MongoDB. */
export const maxMessageBytes = 48_000_000;

/** The maximum length of a document in bytes. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** The maximum number of writes of a command. */
export const maxWriteBatchSize = 100_000;
