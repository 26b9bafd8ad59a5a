import { afterAll, beforeAll, expect, test } from "vitest";
import { type CollectedSpan, type OtlpCollector, startOtlpCollector } from "../doubles/otlp.ts";
import { type AnsweringServer, startAnsweringServer } from "../effects/answering-server.ts";
import { startWithPeople, type WorldWithPeople } from "../inbox/world-with-people.ts";
import { until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";

const phone = "+84901234567";

let collector: OtlpCollector;
let shop: AnsweringServer;
let people: WorldWithPeople;
let flowId: string;
beforeAll(async () => {
  [collector, shop] = await Promise.all([startOtlpCollector(), startAnsweringServer()]);
  people = await startWithPeople([], {
    traces: {
      url: `${collector.url}/v1/traces`,
      headers: { authorization: "Bearer of the collector" },
      serviceName: "our-chat",
      resource: { "deployment.environment": "test" },
      ratio: 1,
    },
  });
  flowId = await publish(
    people.world,
    flowOf(
      "Orders",
      {
        start: keyword("order"),
        first: say("One moment"),
        call: {
          type: "http",
          data: {
            method: "POST",
            url: `${shop.url}/secret-path`,
            headers: [{ name: "authorization", value: "Bearer of the shop" }],
            save: [],
            timeoutSeconds: 5,
            retries: 0,
          },
        },
        done: say("It is on its way"),
        wait: {
          type: "wait",
          data: { until: "duration", duration: { amount: 1, unit: "hours" } },
        },
        later: say("Has it come?"),
      } as never,
      [
        "start.next > first",
        "first.next > call",
        "call.next > done",
        "done.next > wait",
        "wait.next > later",
      ],
    ),
  );
  const greeting = { start: keyword("hello"), answer: say("Hello") };
  await publish(people.world, flowOf("Greeting", greeting, ["start.next > answer"]));
});
afterAll(async () => {
  await people.close();
  collector.close();
  shop.close();
});

const named = (name: string) => collector.spans.filter((it) => it.name === name);
const only = (spans: readonly CollectedSpan[]): CollectedSpan => {
  expect(spans).toHaveLength(1);
  return spans[0] as CollectedSpan;
};
const isTo = (id: string, body: unknown) =>
  (body as { readonly contact: { readonly id: string } }).contact.id === id;
const under = (parent: CollectedSpan, name: string) =>
  named(name).filter((it) => it.parentSpanId === parent.spanId);

test("a turn is one trace, from the webhook through the step's call to the answer", async () => {
  await people.write(phone, "order");
  await until(() => named("send message").length === 2 && named("turn").length === 2);

  const webhook = only(named("webhook"));
  expect(webhook.parentSpanId).toBeUndefined();
  expect(webhook.attributes["http.response.status_code"]).toBe(200);
  expect(webhook.service).toMatchObject({
    "service.name": "our-chat",
    "deployment.environment": "test",
  });

  const asked = only(under(webhook, "turn"));
  const conversationId = asked.attributes["chatloom.conversation.id"];
  expect(asked.attributes).toMatchObject({
    "chatloom.workspace.id": people.world.workspaceId,
    "chatloom.channel.type": "http",
    "chatloom.turn.inputs": 1,
    "chatloom.turn.count": 1,
    "chatloom.turn.nodes": 3,
  });
  only(under(asked, "store turn"));
  expect(only(under(asked, "send message")).attributes).toMatchObject({
    "chatloom.outcome": "sent",
    "chatloom.attempt": 1,
  });
  const call = only(under(asked, "effect callHttp"));
  expect(call.attributes).toMatchObject({
    "chatloom.flow.id": flowId,
    "chatloom.node.id": "call",
    "chatloom.conversation.id": conversationId,
  });

  const answered = only(under(call, "turn"));
  only(under(answered, "store turn"));
  only(under(answered, "send message"));
  expect(new Set(collector.spans.map((it) => it.traceId))).toEqual(new Set([webhook.traceId]));
});

test("tells nothing that was said, of whom, where to, or with which secret", () => {
  const posted = collector.posted();
  for (const secret of [phone, "84901234567", "order", "One moment", "on its way"]) {
    expect(posted).not.toContain(secret);
  }
  expect(posted).not.toContain("secret-path");
  expect(posted).not.toContain("Bearer of the shop");
  expect(posted).toContain("Bearer of the collector");
});

test("a collector that does not answer delays no turn", async () => {
  collector.hold();
  people.world.server.context.tracer?.start("other").end();
  await until(() => collector.held() === 1);
  await people.write("Ann", "hello");
  await until(() => people.http.sends.some(({ body }) => isTo("Ann", body)));
  expect(named("webhook")).toHaveLength(1);
  collector.release();
  await until(() => named("webhook").length === 2 && named("send message").length === 3);
});

test("what a timer starts later is a trace of its own, linked to the turn before it", async () => {
  const turnsBefore = named("turn");
  const before = turnsBefore.find((it) => it.parentSpanId === named("effect callHttp")[0]?.spanId);
  people.http.fail({ kind: "answer", status: 503 });
  people.world.advance(3_601_000);
  await until(() =>
    named("send message").some((it) => it.attributes["chatloom.attempt"] === 1 && it.failed),
  );
  const turn = only(
    named("turn").filter((it) => !turnsBefore.includes(it) && it.links[0] === before?.spanId),
  );
  expect(turn.parentSpanId).toBeUndefined();
  expect(turn.links).toEqual([before?.spanId]);

  // A repeated attempt is not a part of that trace either: it may be hours later.
  const failed = only(under(turn, "send message"));
  expect(failed.attributes["chatloom.outcome"]).toBe("later");
  people.world.advance(120_000);
  await until(() => named("send message").some((it) => it.attributes["chatloom.attempt"] === 2));
  const [again] = named("send message").filter((it) => it.attributes["chatloom.attempt"] === 2);
  expect(again?.links).toEqual([turn.spanId]);
});

test("what waits for a collector that does not answer is bounded, and so is the stop", async () => {
  collector.hold();
  const { tracer } = people.world.server.context;
  for (let made = 0; made < 10_000; made += 1) {
    tracer?.start("many").end();
  }
  await people.world.stop();
  expect(named("many").length).toBeGreaterThan(1_500);
  expect(named("many").length).toBeLessThanOrEqual(2_048 + 512);
});
