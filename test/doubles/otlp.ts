import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as a collector got it. */
export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly links: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly failed: boolean;
  /** Of the service that recorded it. */
  readonly service: Readonly<Record<string, unknown>>;
}

/** A stand-in for a collector of traces that takes OTLP as JSON over HTTP. */
export interface OtlpCollector {
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** All that was posted, as it came. */
  readonly posted: () => string;
  /** How many requests wait for their answers. */
  readonly held: () => number;
  /** Takes spans and does not answer from now on, until it is released. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly close: () => void;
}

interface Attribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

interface Posted {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly name: string;
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
        readonly startTimeUnixNano: string;
        readonly endTimeUnixNano: string;
        readonly attributes: readonly Attribute[];
        readonly links?: readonly { readonly spanId: string }[];
        readonly status: { readonly code: number };
      }[];
    }[];
  }[];
}

/** Starts a collector on a port of its own. It refuses with 400 what the protocol does not allow. */
export async function startOtlpCollector(): Promise<OtlpCollector> {
  const spans: CollectedSpan[] = [];
  const posted: string[] = [];
  const held: (() => void)[] = [];
  let holding = false;
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) {
      body += chunk;
    }
    posted.push(`${JSON.stringify(request.headers)} ${body}`);
    const status = take(request, body);
    const answer = () => void response.writeHead(status, json).end("{}");
    if (holding) {
      held.push(answer);
    } else {
      answer();
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    posted: () => posted.join("\n"),
    held: () => held.length,
    hold() {
      holding = true;
    },
    release() {
      holding = false;
      for (const answer of held.splice(0)) {
        answer();
      }
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };

  function take({ method, url, headers }: IncomingMessage, body: string): number {
    if (method !== "POST" || url !== "/v1/traces") {
      return 404;
    }
    if (headers["content-type"] !== json["content-type"]) {
      return 415;
    }
    const read = readSpans(JSON.parse(body) as Posted);
    spans.push(...(read ?? []));
    return read ? 200 : 400;
  }
}

const json = { "content-type": "application/json" };

/** Reads what was posted; undefined where it is not what the protocol asks for. */
function readSpans({ resourceSpans }: Posted): readonly CollectedSpan[] | undefined {
  const raw = resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap((scope) => scope.spans.map((span) => ({ span, resource }))),
  );
  const valid = raw.every(
    ({ span }) =>
      /^[\da-f]{32}$/.test(span.traceId) &&
      /^[\da-f]{16}$/.test(span.spanId) &&
      BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano),
  );
  return valid
    ? raw.map(({ span, resource }) => ({
        name: span.name,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId || undefined,
        links: (span.links ?? []).map((it) => it.spanId),
        attributes: valuesOf(span.attributes),
        failed: span.status.code === 2,
        service: valuesOf(resource.attributes),
      }))
    : undefined;
}

function valuesOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
