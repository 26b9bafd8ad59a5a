import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer as readBytes } from "node:stream/consumers";
import type { Check } from "../check.ts";
import { checkChat, checkEmbeddings, checkModeration, checkResponses } from "./llm-rules.ts";
import { type Answerer, type AskedModel, plainAnswer, type ScriptedAnswer } from "./llm-script.ts";
import {
  type ModerationBody,
  type Moderator,
  plainModerator,
  readModeration,
} from "./moderation.ts";
import { embeddings, play, send, wholeText } from "./play-answer.ts";
import { paramOf, parse, readAsked } from "./read-asked.ts";
import {
  type Listener,
  plainListener,
  readTranscription,
  transcription,
  transcriptionModel,
} from "./transcription.ts";

/** The abilities of the endpoint; all by default. */
export interface LlmAbilities {
  readonly chat?: boolean;
  readonly responses?: boolean;
  readonly tools?: boolean;
  readonly jsonSchema?: boolean;
  readonly streaming?: boolean;
  readonly embeddings?: boolean;
  /** "named": its model must be named, and is listed. */
  readonly moderation?: boolean | "named";
  readonly pictures?: boolean;
  readonly transcription?: boolean;
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
  /** Who judges the texts that are to be moderated. */
  readonly moderateWith: (moderator: Moderator) => void;
  /** The texts that were to be moderated. */
  readonly moderated: readonly string[];
  /** Who hears the recordings that are to be transcribed. */
  readonly hearWith: (listener: Listener) => void;
  /** The words of the recordings that were transcribed. */
  readonly transcribed: readonly string[];
  /** Lets all answers that pause go on. */
  readonly goOn: () => void;
  /** Breaks the connections of all answers that pause. */
  readonly cutOff: () => void;
  readonly close: () => Promise<void>;
}

const moderationModel = "double-moderation-latest";
const llmModels = ["double-small", "double-large", "double-embed", transcriptionModel] as const;

interface Noting {
  readonly note: (status: number) => void;
  readonly refuse: (status: number, problem: string, param: string) => void;
}

/** Starts the endpoint on a free port. It is strict about key, headers, shapes and names, and answers the same to the same. */
export async function startLlm(
  abilities: LlmAbilities = {},
  key = "sk-double-key",
): Promise<LlmDouble> {
  const calls: LlmCall[] = [];
  const asked: AskedModel[] = [];
  const scripted: ScriptedAnswer[] = [];
  const moderated: string[] = [];
  let answerer: Answerer = plainAnswer;
  let moderator: Moderator = plainModerator;
  const transcribed: string[] = [];
  let listener: Listener = plainListener;
  let count = 0;
  let open = 0;
  const paused: { readonly finish: () => void; readonly cut: () => void }[] = [];
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
    const raw = await readBytes(request);
    const path = request.url ?? "";
    const { authorization, "content-type": contentType = "" } = request.headers;
    const method = request.method ?? "";
    const body = parse(raw.toString());
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
      const named = abilities.moderation === "named" ? [moderationModel] : [];
      const data = [...llmModels, ...named].map((id) => ({
        id,
        object: "model",
        created: 0,
        owned_by: "double",
      }));
      return send(response, 200, { object: "list", data });
    }
    if (method === "POST" && path === "/v1/audio/transcriptions" && can("transcription")) {
      return transcribe(raw, contentType, response, { note, refuse });
    }
    const place = method === "POST" ? places[path] : undefined;
    if (!place || !can(place.needs)) {
      return refuse(404, `Unknown request URL: ${method} ${path}`);
    }
    if (!/^application\/json\b/.test(contentType)) {
      return refuse(400, "The content type must be application/json");
    }
    const problem = place.check(body, "body") ?? missingAbility(body as Record<string, unknown>);
    if (problem !== undefined) {
      return refuse(400, problem, paramOf(problem));
    }
    const { model } = body as { model: string };
    if (place.needs === "moderation") {
      return moderate(body as ModerationBody, response, { note, refuse });
    }
    if (!(llmModels as readonly string[]).includes(model)) {
      return refuse(404, `The model ${model} does not exist`, "model");
    }
    if (place.needs === "embeddings") {
      note(200);
      return send(response, 200, embeddings(body as Parameters<typeof embeddings>[0]));
    }
    const question = readAsked(place.needs, body as Record<string, unknown>);
    asked.push(question);
    const answer = scripted.shift() ?? answerer(question);
    note(answer.kind === "status" ? answer.status : 200);
    if (answer.kind === "pause") {
      const whole = wholeText(question, { kind: "text", text: answer.text }, `${++count}`);
      const half = Math.floor(whole.length / 2);
      const type = question.stream ? "text/event-stream" : "application/json";
      response.writeHead(200, { "content-type": type });
      response.write(whole.slice(0, half));
      paused.push({
        finish: () => response.end(whole.slice(half)),
        cut: () => response.destroy(),
      });
      return;
    }
    play(response, question, answer, `${++count}`);
  }

  function moderate(body: ModerationBody, response: ServerResponse, call: Noting): void {
    const { input, model = "double-omni" } = body;
    if (model !== (abilities.moderation === "named" ? moderationModel : "double-omni")) {
      call.refuse(400, `The model ${model} cannot moderate`, "model");
      return;
    }
    const texts = [input].flat();
    moderated.push(...texts);
    const moderation = readModeration(texts.map(moderator), model, `${++count}`);
    if (moderation !== "stall") {
      call.note(moderation.status);
      send(response, moderation.status, moderation.body);
    }
  }

  async function transcribe(
    raw: Buffer,
    contentType: string,
    response: ServerResponse,
    call: Noting,
  ): Promise<void> {
    const asked = await readTranscription(raw, contentType);
    if ("problem" in asked) {
      return call.refuse(400, asked.problem, "file");
    }
    const heard = listener(asked.bytes);
    if (typeof heard === "object") {
      return call.refuse(heard.status, "Refused", "file");
    }
    transcribed.push(heard);
    call.note(200);
    send(response, 200, transcription(heard, asked.bytes));
  }

  function missingAbility(body: Record<string, unknown>): string | undefined {
    const asksSchema = body.response_format !== undefined || body.text !== undefined;
    const refused = [
      [body.tools !== undefined && !can("tools"), "tools"],
      [
        /"type":"(?:image_url|input_image)"/.test(JSON.stringify(body)) && !can("pictures"),
        "image",
      ],
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
    moderateWith: (given) => {
      moderator = given;
    },
    moderated,
    hearWith: (given) => {
      listener = given;
    },
    transcribed,
    goOn: () => {
      for (const { finish } of paused.splice(0)) {
        finish();
      }
    },
    cutOff: () => {
      for (const { cut } of paused.splice(0)) {
        cut();
      }
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const places: Readonly<
  Record<
    string,
    {
      readonly check: Check;
      readonly needs: "chat" | "responses" | "embeddings" | "moderation";
    }
  >
> = {
  "/v1/chat/completions": { check: checkChat, needs: "chat" },
  "/v1/responses": { check: checkResponses, needs: "responses" },
  "/v1/embeddings": { check: checkEmbeddings, needs: "embeddings" },
  "/v1/moderations": { check: checkModeration, needs: "moderation" },
};
