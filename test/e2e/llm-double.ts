import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** An OpenAI-compatible endpoint that answers every question with the same words and keeps what it was asked. */
export interface LlmDouble {
  readonly baseUrl: string;
  readonly asked: readonly { readonly messages: readonly { role: string; content: string }[] }[];
  readonly close: () => void;
}

export async function startLlmDouble(words: string): Promise<LlmDouble> {
  const asked: LlmDouble["asked"][number][] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      asked.push(body as LlmDouble["asked"][number]);
      response.writeHead(200, { "content-type": "application/json" });
      response.end(
        JSON.stringify({
          id: "answer",
          object: "chat.completion",
          created: 0,
          model: "double",
          choices: [
            { index: 0, finish_reason: "stop", message: { role: "assistant", content: words } },
          ],
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked, close: () => server.close() };
}
