import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routes, startWorld, type World } from "../support/world.ts";

const inner = '{"ok":false,"error_code":401,"description":"INNER SECRET"}';
let world: World;
let inside: Server;
let port: number;
let hits = 0;
beforeAll(async () => {
  inside = createServer((_request, response) => {
    hits++;
    response.writeHead(401, { "content-type": "application/json" }).end(inner);
  });
  await new Promise<void>((resolve) => inside.listen(0, resolve));
  port = (inside.address() as AddressInfo).port;
  world = await startWorld({ outboundAllowPrivate: false });
});
afterAll(async () => {
  await world.close();
  inside.close();
});

test.each(["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "[::127.0.0.1]"])(
  "a channel cannot reach into the server's network by %s, open port or not",
  async (host) => {
    const answers: string[] = [];
    for (const at of [port, 9]) {
      const made = await world.call(routes.channels.connectChannel, {
        body: {
          type: "telegram",
          name: `Inside ${host} ${at}`,
          settings: {
            botToken: "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            apiBaseUrl: `http://${host}:${at}`,
          },
        },
      });
      const params = { channelId: made.id };
      const checked = await world.call(routes.channels.checkChannel, { params });
      answers.push(JSON.stringify(checked).replaceAll(String(at), "PORT"));
    }
    expect(hits).toBe(0);
    expect(answers[0]).toBe(answers[1]);
    expect(answers[0]).toContain("not a public address");
    expect(answers[0]).not.toMatch(/SECRET|ECONN/);
  },
);
