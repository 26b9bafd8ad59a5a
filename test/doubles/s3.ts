import { createHash, createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { multipartUploads } from "./s3-multipart.ts";

/** A bucket with S3's protocol that checks every signature, as strict as Amazon about what the server uses of it. */
export interface S3Double {
  readonly environment: Readonly<Record<string, string>>;
  /** By key. */
  readonly objects: ReadonlyMap<string, { readonly bytes: Buffer; readonly mimeType: string }>;
  /** Uploads in parts that were begun and not ended. */
  readonly openUploads: () => number;
  /** Answers no `PUT` of a key that ends so, while it is set. */
  readonly hang: (ending: string | undefined) => void;
  /** `GET shop/a bytes=0-3`. */
  readonly requests: readonly string[];
  /** Answers so many of the next requests with this status. */
  readonly fail: (status: number, times: number) => void;
  readonly close: () => Promise<void>;
}

const bucket = "shop-files";
const region = "eu-test-1";
const accessKeyId = "AKIATESTKEY";
const secretAccessKey = "test/secret+key";

/** Starts it on a free port. */
export async function startS3Double(): Promise<S3Double> {
  const objects = new Map<string, { bytes: Buffer; mimeType: string }>();
  const requests: string[] = [];
  const parts = multipartUploads((key, bytes) => objects.set(key, { bytes, mimeType: "" }));
  let hanging: string | undefined;
  let failures: { readonly status: number; times: number } | undefined;

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => answer(request, response, Buffer.concat(chunks)));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
    const { pathname, searchParams } = new URL(request.url ?? "/", endpoint);
    const [, named = "", ...rest] = pathname.split("/");
    const key = decodeURIComponent(rest.join("/"));
    const { range } = request.headers;
    requests.push([request.method, key, range].filter(Boolean).join(" "));
    if (failures && failures.times > 0) {
      failures.times -= 1;
      refuse(response, failures.status, "SlowDown");
      return;
    }
    if (request.method === "PUT" && hanging !== undefined && key.endsWith(hanging)) {
      return;
    }
    const problem = signatureProblem(request, body);
    if (problem !== undefined) {
      refuse(response, 403, problem);
      return;
    }
    if (named !== bucket) {
      refuse(response, 404, "NoSuchBucket");
      return;
    }
    if (parts.answers(request.method ?? "", key, searchParams, body, response)) {
      return;
    }
    switch (request.method) {
      case "PUT":
        if (Number(request.headers["content-length"]) !== body.length) {
          refuse(response, 411, "MissingContentLength");
          return;
        }
        objects.set(key, { bytes: body, mimeType: request.headers["content-type"] ?? "" });
        response.writeHead(200, { etag: '"e"' }).end();
        return;
      case "DELETE":
        objects.delete(key);
        response.writeHead(204).end();
        return;
      case "GET":
        if (key === "") {
          list(response, objects, searchParams);
          return;
        }
        give(response, objects.get(key), range);
        return;
      default:
        refuse(response, 405, "MethodNotAllowed");
        return;
    }
  }

  return {
    environment: {
      S3_BUCKET: bucket,
      S3_ENDPOINT: endpoint,
      S3_REGION: region,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    },
    objects,
    requests,
    openUploads: parts.open,
    hang: (ending) => {
      hanging = ending;
    },
    fail: (status, times) => {
      failures = { status, times };
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function give(
  response: ServerResponse,
  object: { readonly bytes: Buffer; readonly mimeType: string } | undefined,
  range: string | undefined,
): void {
  if (!object) {
    refuse(response, 404, "NoSuchKey");
    return;
  }
  const { bytes, mimeType } = object;
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? "") ?? [];
  if (range === undefined) {
    response
      .writeHead(200, { "content-type": mimeType, "content-length": bytes.length })
      .end(bytes);
    return;
  }
  const start = Number(from);
  const end = Math.min(Number(to), bytes.length - 1);
  if (from === undefined || start > end) {
    refuse(response, 416, "InvalidRange");
    return;
  }
  const part = bytes.subarray(start, end + 1);
  const headers = {
    "content-length": part.length,
    "content-range": `bytes ${start}-${end}/${bytes.length}`,
  };
  response.writeHead(206, { "content-type": mimeType, ...headers }).end(part);
}

/** One page of keys, at most two, so that every reader has to ask for more. */
function list(
  response: ServerResponse,
  objects: ReadonlyMap<string, { readonly bytes: Buffer }>,
  query: URLSearchParams,
): void {
  if (query.get("list-type") !== "2") {
    refuse(response, 501, "NotImplemented");
    return;
  }
  const [prefix, delimiter] = [query.get("prefix") ?? "", query.get("delimiter")];
  const after = query.get("continuation-token") ?? "";
  const keys = [...objects.keys()]
    .filter((it) => it.startsWith(prefix) && it > after)
    .filter((it) => delimiter === null || !it.slice(prefix.length).includes(delimiter))
    .sort();
  const page = keys.slice(0, 2);
  const more = keys.length > page.length;
  const contents = page.map(
    (it) => `<Contents><Key>${it}</Key><Size>${objects.get(it)?.bytes.length}</Size></Contents>`,
  );
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : "";
  const body = `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join("")}</ListBucketResult>`;
  response.writeHead(200, { "content-type": "application/xml" }).end(body);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml" }).end(body);
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
function signatureProblem(request: IncomingMessage, body: Buffer): string | undefined {
  const [, key, day = "", zone, names = "", signature] =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? "",
    ) ?? [];
  if (key !== accessKeyId) {
    return key === undefined ? "AccessDenied" : "InvalidAccessKeyId";
  }
  if (zone !== region) {
    return "AuthorizationHeaderMalformed";
  }
  const hash = String(request.headers["x-amz-content-sha256"] ?? "");
  if (hash !== createHash("sha256").update(body).digest("hex")) {
    return "XAmzContentSHA256Mismatch";
  }
  const url = new URL(request.url ?? "/", "http://s3");
  const query = [...url.searchParams]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .sort()
    .join("&");
  const headers = names
    .split(";")
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query, headers.join(""), names, hash].join("\n");
  const scope = `${day}/${region}/s3/aws4_request`;
  const digest = createHash("sha256").update(canonical).digest("hex");
  const text = ["AWS4-HMAC-SHA256", request.headers["x-amz-date"], scope, digest].join("\n");
  const hmac = (secret: string | Buffer, value: string) =>
    createHmac("sha256", secret).update(value).digest();
  const signing = [day, region, "s3", "aws4_request"].reduce<string | Buffer>(
    hmac,
    `AWS4${secretAccessKey}`,
  );
  return hmac(signing, text).toString("hex") === signature ? undefined : "SignatureDoesNotMatch";
}
