import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type {
  Behaviour,
  Double,
  DoubleCall,
  DoubleFile,
  Fault,
  Platform,
  ReceivedCall,
  Verdict,
} from "./double.ts";

/** Starts the server of a double on a free port. Its events happen now by the clock that is given. */
export async function serve(platform: Platform, now: () => number): Promise<Double> {
  const calls: DoubleCall[] = [];
  const identities = new Map<DoubleCall, string>();
  const faults: Fault[] = [];
  let behaviour: Behaviour = {};
  const files = new Map<string, DoubleFile>();
  let made = 0;
  const makeId = () => `${platform.type}-${++made}-${Math.random().toString(36).slice(2, 8)}`;

  const server = createServer((request, response) => {
    receive(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  // A hanging answer must not keep a test from ending.
  server.keepAliveTimeout = 1_000;
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await read(request, files);
    const fault = platform.isSend(call) ? faultOf(call) : undefined;
    const refused =
      fault?.kind === "answer" ||
      ((fault?.kind === "hang" || fault?.kind === "drop") && !fault.taken);
    const verdict: Verdict = refused ? refusal(fault) : await answer(call);
    const silent = fault?.kind === "hang" || fault?.kind === "drop";
    const to = platform.recipient?.(call);
    const known: DoubleCall = {
      method: call.method,
      path: call.path,
      headers: call.headers,
      body: call.body,
      to,
      status: silent ? 0 : verdict.status,
      taken: !refused && accepted(verdict) && platform.isSend(call),
      problem: verdict.problem,
    };
    calls.push(known);
    identities.set(known, platform.identity(call));
    if (fault?.kind === "hang") {
      return;
    }
    if (fault?.kind === "drop") {
      request.socket.destroy();
      return;
    }
    if (fault?.kind === "slow") {
      await sleep(fault.ms);
    }
    write(response, verdict);
  }

  function faultOf({ raw }: ReceivedCall): Fault | undefined {
    return behaviour.refuses?.(raw) ? { kind: "answer", status: 400 } : faults.shift();
  }

  async function answer(call: ReceivedCall): Promise<Verdict> {
    const verdict = await platform.answer(call, url);
    const other = verdict.status < 300 && platform.isSend(call) ? behaviour.answers : undefined;
    return other ? { ...verdict, body: other(verdict.body) } : verdict;
  }

  function refusal(fault: Fault | undefined): Verdict {
    if (fault?.kind !== "answer") {
      return { status: 503, body: null };
    }
    const { status, body = platform.envelope(status), headers } = fault;
    return { status, body, headers };
  }

  const double: Double = {
    type: platform.type,
    url,
    settings: platform.settings(url),
    calls,
    get sends() {
      return calls.filter((call) => call.taken);
    },
    get refusals() {
      return calls.filter((call) => call.problem !== undefined);
    },
    duplicates() {
      const seen = new Set<string>();
      return double.sends.filter((call) => {
        const identity = identities.get(call) ?? "";
        const again = seen.has(identity);
        seen.add(identity);
        return again;
      });
    },
    fail: (...more) => void faults.push(...more),
    behave: (given) => {
      behaviour = given;
    },
    addFile(bytes, mimeType) {
      const fileId = makeId();
      files.set(fileId, { bytes, mimeType });
      return fileId;
    },
    webhook(event) {
      const dated =
        event.kind === "raw" || event.kind === "status" ? event : { at: now(), ...event };
      const content = platform.webhookBody(dated, makeId);
      const isForm = content instanceof URLSearchParams;
      const isWritten = typeof content === "string";
      const body = isForm || isWritten ? String(content) : JSON.stringify(content);
      const type = isForm ? "application/x-www-form-urlencoded" : "application/json";
      return { body, headers: { "content-type": type, ...platform.sign(body) } };
    },
    async deliver(webhookUrl, event) {
      const response = await fetch(webhookUrl, { method: "POST", ...double.webhook(event) });
      await response.arrayBuffer();
      return response.status;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return double;
}

/** Some platforms refuse with a good status. */
function accepted({ status, repeated, problem }: Verdict): boolean {
  return status < 300 && !repeated && problem === undefined;
}

async function read(
  request: IncomingMessage,
  files: ReadonlyMap<string, DoubleFile>,
): Promise<ReceivedCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const bytes = Buffer.concat(chunks);
  const raw = bytes.toString("utf8");
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
  const type = headers["content-type"] ?? "";
  const isJson = type.startsWith("application/json");
  const isForm = type.startsWith("multipart/form-data");
  return {
    method: request.method ?? "GET",
    path: request.url ?? "/",
    headers,
    raw,
    body: isForm ? await readForm(bytes, type) : isJson ? parse(raw) : raw,
    files,
  };
}

/** Reads the fields of a form and parses those that are JSON. A file becomes its name, type and size. */
async function readForm(bytes: Buffer, type: string): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": type },
  }).formData();
  return Object.fromEntries(
    [...form].map(([name, value]) => [
      name,
      typeof value === "string"
        ? parse(value)
        : { upload: value.name, type: value.type, size: value.size },
    ]),
  );
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

function write(response: ServerResponse, { status, body, headers }: Verdict): void {
  if (body instanceof Uint8Array) {
    response.writeHead(status, { ...headers }).end(body);
    return;
  }
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
