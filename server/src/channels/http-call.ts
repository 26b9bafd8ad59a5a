/**
 * An HTTP call as data, with or without a JSON body. The body's bytes are exactly `JSON.stringify(json)`: a signature among
 * the headers may cover them. Files of ours are sent by address, or uploaded where the platform takes no address of their type.
 */
export interface HttpCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly json?: unknown;
  /** Sends these fields as `application/x-www-form-urlencoded` in place of JSON. */
  readonly form?: Readonly<Record<string, string>> | undefined;
  /** Sends the fields of `json` as multipart form data, together with this file. Without a `field`, the body is the file alone. */
  readonly upload?: FileUpload | undefined;
}

/** A file kept by this server, to be sent in the field of a form or alone. */
export interface FileUpload {
  readonly field?: string;
  readonly fileId: string;
  readonly fileName: string;
  readonly mimeType: string;
}

/** The answer; `body` is parsed JSON, or text where it is none. Header names are lower-case. */
export interface HttpReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
}
