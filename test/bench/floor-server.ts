import { createServer } from "node:http";
import { startEmbeddedMongo } from "@chatloom/embedded-mongo";
import { MongoClient } from "mongodb";
import { Pool } from "undici";

// The floor: the same stack with minimal work. It parses a message, stores one document durably, and makes two calls.
const { PORT = "0", DATA_DIR = "", PLATFORM_URL = "" } = process.env;
const store = await startEmbeddedMongo({ dataDir: DATA_DIR });
const client = await new MongoClient(store.uri, { maxPoolSize: 40 }).connect();
const messages = client.db().collection("messages");
const platform = new URL(PLATFORM_URL);
const pool = new Pool(platform.origin, { connections: 64 });

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    if (request.method === "GET") {
      response.end();
      return;
    }
    receive(Buffer.concat(chunks).toString("utf8"), () => response.end()).catch(() => {
      if (!response.headersSent) {
        response.writeHead(500).end();
      }
    });
  });
}).listen(Number(PORT), "127.0.0.1");

async function receive(body: string, acknowledge: () => void): Promise<void> {
  const [event] = (JSON.parse(body) as { events: readonly { text: string }[] }).events;
  await messages.insertOne({ ...event });
  acknowledge();
  for (const part of ["1", "2"]) {
    const response = await pool.request({
      path: platform.pathname,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ content: { kind: "text", text: `${part} ${event?.text}` } }),
    });
    await response.body.text();
  }
}
