import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import type { Check } from "../check.ts";
import { chatChunks, chatCompletion, embeddingOf, modelResponse } from "./llm-answers.ts";
import { checkChat, checkEmbeddings, checkResponses } from "./llm-rules.ts";
import { type Answerer, type AskedModel, plainAnswer, type ScriptedAnswer } from "./llm-script.ts";

/** The abilities of the endpoint; all by default. */
export interface LlmAbilities {
  readonly chat?: boolean;
  readonly responses?: boolean;
  readonly tools?: boolean;
  readonly jsonSchema?: boolean;
  readonly streaming?: boolean;
  readonly embeddings?: boolean;
  readonly listsModels?: boolean;
  /** Older endpoints know `max_tokens` only. */
  readonly maxCompletionTokens?: boolean;
  /** Models that reason take no temperature. */
  readonly temperature?: boolean;
}

/** One request as it came. */
export interface LlmCall {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
  readonly status: number;
  /** Why it was refused. */
  readonly problem?: string;
}

/** A deterministic stand-in for an endpoint that speaks OpenAI's API. */
export interface LlmDouble {
  /** With `/v1`. */
  readonly baseUrl: string;
  readonly key: string;
  readonly calls: readonly LlmCall[];
  /** The requests to the model, without refused ones. */
  readonly asked: readonly AskedModel[];
  readonly refusals: readonly LlmCall[];
  /** How many requests wait for their answer now, and the most at any time. */
  readonly open: () => number;
  readonly mostOpen: () => number;
  /** The answers to the next requests, in order, in place of those given before; then the answerer's. */
  readonly script: (...answers: readonly ScriptedAnswer[]) => void;
  /** Who answers what no script does. */
  readonly answerWith: (answerer: Answerer) => void;
  readonly close: () => Promise<void>;
}

const llmModels = ["double-small", "double-large", "double-embed"] as const;

/** Starts the endpoint on a free port. It is strict about key, headers, shapes and names, and answers the same to the same. */
export async function startLlm(
  abilities: LlmAbilities = {},
  key = "sk-double-key",
): Promise<LlmDouble> {
  const calls: LlmCall[] = [];
  const asked: AskedModel[] = [];
  const scripted: ScriptedAnswer[] = [];
  let answerer: Answerer = plainAnswer;
  let count = 0;
  let open = 0;
  let mostOpen = 0;
  const can = (name: keyof LlmAbilities) => abilities[name] ?? true;

  const server = createServer((request, response) => {
    open++;
    mostOpen = Math.max(mostOpen, open);
    response.once("close", () => {
      open--;
    });
    void answerRequest(request, response);
  });

  async function answerRequest(request: IncomingMessage, response: ServerResponse) {
    const raw = await readText(request);
    const path = request.url ?? "";
    const { authorization } = request.headers;
    const method = request.method ?? "";
    const body = parse(raw);
    const note = (status: number, problem?: string) =>
      calls.push({ method, path, authorization, body, status, ...(problem && { problem }) });
    const refuse = (status: number, problem: string, param: string | null = null) => {
      note(status, problem);
      const error = { message: problem, type: "invalid_request_error", param, code: null };
      send(response, status, { error });
    };
    if (authorization !== `Bearer ${key}`) {
      return refuse(401, "Incorrect API key provided");
    }
    if (method === "GET" && path === "/v1/models" && can("listsModels")) {
      note(200);
      const data = llmModels.map((id) => ({ id, object: "model", created: 0, owned_by: "double" }));
      return send(response, 200, { object: "list", data });
    }
    const place = method === "POST" ? places[path] : undefined;
    if (!place || !can(place.needs)) {
      return refuse(404, `Unknown request URL: ${method} ${path}`);
    }
    if (!/^application\/json\b/.test(request.headers["content-type"] ?? "")) {
      return refuse(400, "The content type must be application/json");
    }
    const problem = place.check(body, "body") ?? missingAbility(body as Record<string, unknown>);
    if (problem !== undefined) {
      return refuse(400, problem, paramOf(problem));
    }
    const { model } = body as { model: string };
    if (!(llmModels as readonly string[]).includes(model)) {
      return refuse(404, `The model ${model} does not exist`, "model");
    }
    if (place.needs === "embeddings") {
      note(200);
      return send(response, 200, embeddings(body as EmbeddingBody));
    }
    const question = readAsked(place.needs, body as Record<string, unknown>);
    asked.push(question);
    const answer = scripted.shift() ?? answerer(question);
    note(answer.kind === "status" ? answer.status : 200);
    play(response, question, answer, `${++count}`);
  }

  function missingAbility(body: Record<string, unknown>): string | undefined {
    const asksSchema = body.response_format !== undefined || body.text !== undefined;
    const refused = [
      [body.tools !== undefined && !can("tools"), "tools"],
      [asksSchema && !can("jsonSchema"), "response_format"],
      [body.stream === true && !can("streaming"), "stream"],
      [body.temperature !== undefined && !can("temperature"), "temperature"],
      [
        body.max_completion_tokens !== undefined && !can("maxCompletionTokens"),
        "max_completion_tokens",
      ],
    ].find(([missing]) => missing);
    return refused && `Unsupported parameter: '${refused[1]}'`;
  }

  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    key,
    calls,
    asked,
    get refusals() {
      return calls.filter((it) => it.problem !== undefined);
    },
    open: () => open,
    mostOpen: () => mostOpen,
    script: (...answers) => void scripted.splice(0, scripted.length, ...answers),
    answerWith: (given) => {
      answerer = given;
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const places: Readonly<
  Record<string, { readonly check: Check; readonly needs: "chat" | "responses" | "embeddings" }>
> = {
  "/v1/chat/completions": { check: checkChat, needs: "chat" },
  "/v1/responses": { check: checkResponses, needs: "responses" },
  "/v1/embeddings": { check: checkEmbeddings, needs: "embeddings" },
};

function paramOf(problem: string): string | null {
  return /'(\w+)'|body\.(\w+)/.exec(problem)?.slice(1).find(Boolean) ?? null;
}

function readAsked(api: "chat" | "responses", body: Record<string, unknown>): AskedModel {
  const list = (api === "chat" ? body.messages : body.input) as Record<string, unknown>[];
  const format = (body.response_format ??
    (body.text as { format?: unknown } | undefined)?.format) as
    | { schema?: unknown; json_schema?: { schema?: unknown } }
    | undefined;
  return {
    api,
    model: String(body.model),
    messages: list.map((it) => ({
      role: String(it.role ?? it.type),
      content: contentOf(it.content ?? it.output),
    })),
    tools: ((body.tools ?? []) as { name?: string; function?: { name: string } }[]).map(
      (it) => it.name ?? it.function?.name ?? "",
    ),
    schema: format?.json_schema?.schema ?? format?.schema,
    stream: body.stream === true,
    body,
  };
}

function contentOf(content: unknown): string {
  return Array.isArray(content)
    ? content.map((it: { text?: string }) => it.text ?? "").join("")
    : String(content ?? "");
}

function play(response: ServerResponse, asked: AskedModel, answer: ScriptedAnswer, id: string) {
  switch (answer.kind) {
    case "status": {
      const { status, message = `Refused with ${status}`, param = null } = answer;
      const wait = answer.retryAfterSeconds;
      const headers = wait === undefined ? {} : { "retry-after": String(wait) };
      return send(
        response,
        status,
        { error: { message, type: "error", param, code: null } },
        headers,
      );
    }
    case "raw":
      response.writeHead(200, { "content-type": answer.contentType ?? "application/json" });
      response.end(answer.body);
      return;
    case "slow":
      setTimeout(
        () => play(response, asked, { kind: "text", text: answer.text }, id),
        answer.ms,
      ).unref();
      return;
    case "stall":
    case "cut": {
      if (answer.text === undefined) {
        if (answer.kind === "cut") {
          response.destroy();
        }
        return;
      }
      const type = asked.stream ? "text/event-stream" : "application/json";
      const whole = wholeText(asked, { kind: "text", text: answer.text }, id);
      response.writeHead(200, { "content-type": type });
      response.write(whole.slice(0, Math.floor(whole.length / 2)), () => {
        if (answer.kind === "cut") {
          response.destroy();
        }
      });
      return;
    }
    default:
      response.writeHead(200, {
        "content-type": asked.stream ? "text/event-stream" : "application/json",
      });
      response.end(wholeText(asked, answer, id));
  }
}

type Spoken = Parameters<typeof chatCompletion>[1];

function wholeText(asked: AskedModel, answer: Spoken, id: string): string {
  if (asked.api === "responses") {
    const whole = modelResponse(asked, answer, id);
    return asked.stream
      ? `event: response.completed\ndata: ${JSON.stringify({ type: "response.completed", response: whole })}\n\n`
      : JSON.stringify(whole);
  }
  return asked.stream
    ? chatChunks(asked, answer, id)
        .map((it) => `data: ${it}\n\n`)
        .join("")
    : JSON.stringify(chatCompletion(asked, answer, id));
}

interface EmbeddingBody {
  readonly input: string | readonly string[];
  readonly model: string;
  readonly encoding_format?: string;
  readonly dimensions?: number;
}

function embeddings({ input, model, encoding_format, dimensions }: EmbeddingBody): object {
  const data = [input].flat().map((it, index) => {
    const vector = embeddingOf(it, dimensions);
    const packed = Buffer.from(new Float32Array(vector).buffer).toString("base64");
    const embedding = encoding_format === "base64" ? packed : vector;
    return { object: "embedding", index, embedding };
  });
  const tokens = Math.ceil([input].flat().join("").length / 4);
  return { object: "list", data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

function send(response: ServerResponse, status: number, body: unknown, headers: object = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}
