import type { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { RequestOptions } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { FetchLike } from "@modelcontextprotocol/sdk/shared/transport.js";
import type { Dispatcher, fetch as undiciFetch } from "undici";

/** An MCP server and how it is reached. */
export interface McpTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Guards the address. */
  readonly dispatcher: Dispatcher;
  /** For the whole session, in milliseconds. */
  readonly timeoutMs: number;
  /** The most that the server may send in the whole session, unpacked. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** The server sent more than it may. */
export class McpAnswerTooLarge extends Error {
  /** The SDK tells errors of streams in words only, which begin with this. */
  override readonly name = "McpAnswerTooLarge";
}
/** The session took longer than it may. */
export class McpTimeout extends Error {}

/**
 * Opens a session with an MCP server over Streamable HTTP, uses it and ends it. Throws `McpAnswerTooLarge`, `McpTimeout`, the SDK's
 * `McpError` and `StreamableHTTPError`, and errors of the connection.
 */
export async function withMcpSession<T>(
  target: McpTarget,
  use: (client: Client, options: RequestOptions) => Promise<T>,
): Promise<T> {
  // Loaded at the first use: most servers never need it.
  const [{ Client }, { StreamableHTTPClientTransport }, { fetch }] = await Promise.all([
    import("@modelcontextprotocol/sdk/client/index.js"),
    import("@modelcontextprotocol/sdk/client/streamableHttp.js"),
    import("undici"),
  ]);
  const failure = new AbortController();
  const slow = AbortSignal.timeout(target.timeoutMs);
  const signal = AbortSignal.any([failure.signal, slow, ...(target.signal ? [target.signal] : [])]);
  const transport = new StreamableHTTPClientTransport(new URL(target.url), {
    fetch: guardedFetch(fetch, target, signal),
    requestInit: { headers: { ...target.headers } },
  });
  const client = new Client({ name: "chatloom", version: "1.0.0" });
  // Without this, a request whose stream breaks off would wait for the time limit.
  client.onerror = (error) => failure.abort(error);
  // The SDK's own limit must not come first.
  const options = { signal, timeout: target.timeoutMs * 2 };
  try {
    await client.connect(transport as Parameters<typeof client.connect>[0], options);
    return await use(client, options);
  } catch (error) {
    if (failure.signal.aborted) {
      throw failure.signal.reason;
    }
    throw slow.aborted ? new McpTimeout() : error;
  } finally {
    // The answer need not wait for the farewell.
    void transport
      .terminateSession()
      .catch(() => undefined)
      .then(() => client.close())
      .catch(() => undefined);
  }
}

function guardedFetch(
  send: typeof undiciFetch,
  { dispatcher, mostBytes }: McpTarget,
  stop: AbortSignal,
): FetchLike {
  let left = mostBytes;
  return async (url, init = {}) => {
    const headers = new Headers(init.headers);
    const { method = "GET", signal, body } = init;
    // The client needs no messages outside of calls. It may only resume a broken stream.
    if (method === "GET" && !headers.has("last-event-id")) {
      return new Response(null, { status: 405 });
    }
    const reply = await send(url, {
      method,
      headers: Object.fromEntries(headers),
      body: typeof body === "string" ? body : null,
      // The SDK follows redirects within the origin, and no others.
      redirect: "manual",
      signal: signal ? AbortSignal.any([signal, stop]) : stop,
      dispatcher,
    });
    const { status, statusText } = reply;
    const answer = new Response(reply.body as ConstructorParameters<typeof Response>[0], {
      status,
      statusText,
      headers: Object.fromEntries(reply.headers),
    });
    const bounded = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        left -= chunk.byteLength;
        if (left < 0) {
          throw new McpAnswerTooLarge();
        }
        controller.enqueue(chunk);
      },
    });
    return answer.body ? new Response(answer.body.pipeThrough(bounded), answer) : answer;
  };
}
