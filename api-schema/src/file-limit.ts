/** The largest file that the server keeps, in bytes. */
export const mostFileBytes: number = 25 * 1024 * 1024;
