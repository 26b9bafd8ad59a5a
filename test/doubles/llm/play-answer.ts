import type { ServerResponse } from "node:http";
import {
  chatChunks,
  chatCompletion,
  embeddingOf,
  modelResponse,
  responseEvents,
} from "./llm-answers.ts";
import type { AskedModel, ScriptedAnswer } from "./llm-script.ts";

/** Plays an answer as the script says. */
export function play(
  response: ServerResponse,
  asked: AskedModel,
  answer: Exclude<ScriptedAnswer, { kind: "pause" }>,
  id: string,
) {
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

/** Writes an answer as the body of a reply. */
export function wholeText(asked: AskedModel, answer: Spoken, id: string): string {
  if (asked.api === "responses") {
    return asked.stream
      ? responseEvents(asked, answer, id).join("")
      : JSON.stringify(modelResponse(asked, answer, id));
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

/** Turns texts into vectors, as the endpoint does. */
export function embeddings({ input, model, encoding_format, dimensions }: EmbeddingBody): object {
  const data = [input].flat().map((it, index) => {
    const vector = embeddingOf(it, dimensions);
    const packed = Buffer.from(new Float32Array(vector).buffer).toString("base64");
    const embedding = encoding_format === "base64" ? packed : vector;
    return { object: "embedding", index, embedding };
  });
  const tokens = Math.ceil([input].flat().join("").length / 4);
  return { object: "list", data, model, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

/** Sends JSON. */
export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: object = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}
