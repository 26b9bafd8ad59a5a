/** The greatest length of one message, as MongoDB announces it in `hello`. */
export const maxMessageBytes = 48_000_000;

/** The greatest length of one document. */
export const maxDocumentBytes = 16 * 1024 * 1024;

/** How many writes one command may carry. */
export const maxWriteBatchSize = 100_000;
