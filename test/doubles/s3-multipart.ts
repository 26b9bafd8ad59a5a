import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";

/** All parts but the last have at least so many bytes, as at Amazon. */
const leastPartBytes = 5 * 1024 * 1024;

interface OpenUpload {
  readonly key: string;
  readonly parts: Map<number, Buffer>;
}

/** Uploads in parts: an object appears when its upload is completed. */
export function multipartUploads(appear: (key: string, bytes: Buffer) => void) {
  const uploads = new Map<string, OpenUpload>();

  return {
    open: () => uploads.size,
    /** Answers a request that is about an upload in parts; false for others. */
    answers(
      method: string,
      key: string,
      query: URLSearchParams,
      body: Buffer,
      response: ServerResponse,
    ): boolean {
      if (query.has("uploads")) {
        if (method === "POST") {
          const id = randomUUID();
          uploads.set(id, { key, parts: new Map() });
          xml(
            response,
            `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
          );
        } else {
          xml(response, listed(uploads, query.get("prefix") ?? ""));
        }
        return true;
      }
      const id = query.get("uploadId");
      if (id === null) {
        return false;
      }
      const upload = uploads.get(id);
      if (upload?.key !== key) {
        problem(response, 404, "NoSuchUpload");
      } else if (method === "PUT") {
        upload.parts.set(Number(query.get("partNumber")), body);
        response.writeHead(200, { etag: `"${body.length}"` }).end();
      } else if (method === "DELETE") {
        uploads.delete(id);
        response.writeHead(204).end();
      } else {
        complete(id, upload, body.toString(), response);
      }
      return true;
    },
  };

  function complete(
    id: string,
    { key, parts }: OpenUpload,
    asked: string,
    response: ServerResponse,
  ) {
    const numbers = [...asked.matchAll(/<PartNumber>(\d+)<\/PartNumber>/g)].map((it) =>
      Number(it[1]),
    );
    const pieces = numbers.map((it) => parts.get(it));
    if (numbers.length === 0 || pieces.includes(undefined)) {
      problem(response, 400, "InvalidPart");
      return;
    }
    if (pieces.slice(0, -1).some((it) => (it?.length ?? 0) < leastPartBytes)) {
      problem(response, 400, "EntityTooSmall");
      return;
    }
    uploads.delete(id);
    appear(key, Buffer.concat(pieces.filter((it) => it !== undefined)));
    xml(
      response,
      `<CompleteMultipartUploadResult><Key>${key}</Key><ETag>"e"</ETag></CompleteMultipartUploadResult>`,
    );
  }
}

function listed(uploads: ReadonlyMap<string, OpenUpload>, prefix: string): string {
  const open = [...uploads]
    .filter(([, it]) => it.key.startsWith(prefix))
    .map(
      ([id, { key }]) =>
        `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>2020-01-01T00:00:00.000Z</Initiated></Upload>`,
    );
  return `<ListMultipartUploadsResult>${open.join("")}</ListMultipartUploadsResult>`;
}

function xml(response: ServerResponse, body: string): void {
  response
    .writeHead(200, { "content-type": "application/xml" })
    .end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function problem(response: ServerResponse, status: number, code: string): void {
  response
    .writeHead(status, { "content-type": "application/xml" })
    .end(
      `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
    );
}
