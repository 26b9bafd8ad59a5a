import { afterAll, beforeAll, expect, test } from "vitest";
import type { Double } from "../doubles/double.ts";
import { startDouble } from "../doubles/start-double.ts";
import { joinMember, sendAs } from "../support/join-member.ts";
import { routes, startWorld, type World } from "../support/world.ts";
import { connect, until } from "../turns/connect-double.ts";
import { flowOf, keyword, publish, say } from "../turns/publish-test-flow.ts";
import { accounts, offerOf, rating, upload } from "./messenger-flows.ts";

const page = "1906385232743451";
const post = `${page}_9`;
let world: World;
let double: Double;
let webhook: string;
beforeAll(async () => {
  world = await startWorld();
  double = await startDouble("messenger");
  webhook = await connect(world, double);
  const below = { ref: `comment:${post}`, match: "exact" as const, channels: [] };
  const nodes = {
    below: { type: "trigger.referral" as const, data: below },
    offer: say("About “{{ referral.body }}”: 20%"),
    any: { type: "trigger.any" as const, data: { kinds: [], channels: [] } },
    what: say("What?"),
  };
  await publish(world, flowOf("Comments", nodes, ["below.next > offer", "any.next > what"]));
  const asks = {
    start: keyword("call me"),
    which: {
      type: "ask" as const,
      data: { text: "Your number?", expect: "phone" as const, saveTo: "number", attempts: 1 },
    },
    got: say("We call {{ number }}"),
    typo: say("That is no number"),
  };
  const ways = ["start.next > which", "which.next > got", "which.else > typo"];
  await publish(world, flowOf("Call back", asks, ways));
  await publish(world, offerOf("tour", "https://example.org/tour.mp4"));
  await publish(world, offerOf("old tour", "https://example.org/missing.mp4"));
});
afterAll(async () => {
  await world.close();
  await double.close();
});

const comment = (id: string, postId = post, from = "7300000000000001") =>
  double.deliver(webhook, {
    kind: "raw",
    body: {
      object: "page",
      entry: [
        {
          id: page,
          time: Date.now(),
          changes: [
            {
              field: "feed",
              value: {
                item: "comment",
                verb: "add",
                comment_id: id,
                post_id: postId,
                parent_id: postId,
                from: { id: from, name: "Ana Test" },
                message: "Price?",
                created_time: Math.floor(Date.now() / 1_000),
              },
            },
          ],
        },
      ],
    },
  });

test("a comment below the post gets one private reply, even when it is told twice", async () => {
  expect(await comment("9_1")).toBe(200);
  expect(await comment("9_1")).toBe(200);
  await until(() => double.sends.length === 1);
  expect(double.sends[0]?.body).toMatchObject({
    recipient: { comment_id: "9_1" },
    message: { text: "About “Price?”: 20%" },
  });
  expect(double.refusals).toEqual([]);
});

test("a comment below another post, or of the page itself, gets none", async () => {
  await comment("8_1", `${page}_8`);
  await comment("9_5", post, page);
  await comment("9_6");
  await until(() => double.sends.length === 2);
  expect(double.sends[1]?.body).toMatchObject({ recipient: { comment_id: "9_6" } });
});

/** Taps what Messenger showed in place of `user_phone_number`. */
const tapOwn = (from: string, value: string) =>
  double.deliver(webhook, { kind: "tap", from, payload: value, label: value });
const saidTo = (from: string) =>
  double.sends.flatMap(({ body }) => {
    const { recipient, message } = body as { recipient: { id?: string }; message: object };
    return recipient.id === from ? [message] : [];
  });

test("a question for a phone number takes the person's own with one tap, and checks it", async () => {
  for (const [from, value, answer] of [
    ["7300000000000021", "+84912345678", "We call +84912345678"],
    ["7300000000000022", "1234567", "That is no number"],
  ] as const) {
    await double.deliver(webhook, { kind: "text", from, text: "call me" });
    await until(() => saidTo(from).length === 1);
    expect(saidTo(from)[0]).toMatchObject({
      text: "Your number?",
      quick_replies: [{ content_type: "user_phone_number" }],
    });
    await tapOwn(from, value);
    await until(() => saidTo(from).length === 2);
    expect(saidTo(from)[1]).toMatchObject({ text: answer });
  }
  expect(double.refusals).toEqual([]);
});

test("a video above buttons is uploaded once, and again when Meta no longer knows it", async () => {
  const uploads = () => double.calls.filter((it) => it.path.includes("message_attachments"));
  const media = (attachment_id: unknown) => ({
    attachment: {
      payload: {
        template_type: "media",
        elements: [{ media_type: "video", attachment_id, buttons: [{ title: "Book" }] }],
      },
    },
  });
  for (const from of ["7300000000000031", "7300000000000032"]) {
    await double.deliver(webhook, { kind: "text", from, text: "tour" });
    await until(() => saidTo(from).length === 1);
    expect(saidTo(from)[0]).toMatchObject(media("1857000000000000"));
  }
  expect(uploads()).toHaveLength(1);

  const from = "7300000000000033";
  const error = { code: 100, error_subcode: 2018074, message: "Invalid attachment ID" };
  double.fail({ kind: "answer", status: 400, body: { error } });
  await double.deliver(webhook, { kind: "text", from, text: "tour" });
  await until(() => saidTo(from).length === 1);
  expect(saidTo(from)[0]).toMatchObject(media("1857000000000001"));
  expect(uploads()).toHaveLength(2);
});

test("a video that Meta does not take stands as its address above the buttons", async () => {
  const from = "7300000000000034";
  await double.deliver(webhook, { kind: "text", from, text: "old tour" });
  await until(() => saidTo(from).length === 1);
  expect(saidTo(from)[0]).toMatchObject({
    attachment: {
      payload: { template_type: "button", text: "https://example.org/missing.mp4" },
    },
  });
});

test("a member's replies come with their name while the setting has a picture, and until they leave", async () => {
  const { channels, conversations, accounts } = routes;
  const { items } = await world.call(channels.listChannels, {});
  const channelId = items.find((it) => it.type === "messenger")?.id ?? "";
  const agentPicture = await upload(world);
  await world.call(channels.updateChannel, {
    params: { channelId },
    body: { settings: { agentPicture } },
  });
  const person = "7300000000000041";
  await double.deliver(webhook, { kind: "text", from: person, text: "hello" });
  await until(() => saidTo(person).length === 1);
  const member = await joinMember(world, "agent");
  const [newest] = (await world.call(conversations.listConversations, {})).items;
  const path = `/conversations/${newest?.id}`;
  await sendAs(world, member.cookie, "POST", `${path}/take-over`);
  const answer = (text: string) => sendAs(world, member.cookie, "POST", `${path}/reply`, { text });
  const calls = (method: string, path: string) =>
    double.calls.filter((it) => it.method === method && it.path.includes(path));
  const replies = () =>
    calls("POST", "/messages").flatMap(({ body }) => {
      const { persona_id, message, recipient } = body as {
        persona_id?: string;
        message?: { text?: string };
        recipient: { id?: string };
      };
      return recipient.id === person && message ? [{ text: message.text, persona_id }] : [];
    });

  await answer("I am here");
  await answer("Still here");
  await until(() => replies().length === 3);
  const made = calls("POST", "/personas");
  expect(made.map((it) => it.body)).toEqual([
    {
      name: expect.stringMatching(/^New /),
      profile_picture_url: expect.stringMatching(/^http.*\/files\/[0-9a-f]{24}\/.*picture\.png$/),
    },
  ]);
  const persona_id = "2100000000000001";
  expect(replies()).toEqual([
    { text: "What?", persona_id: undefined },
    { text: "I am here", persona_id },
    { text: "Still here", persona_id },
  ]);

  double.fail({
    kind: "answer",
    status: 400,
    body: { error: { code: 2, message: "Service temporarily unavailable" } },
  });
  await answer("I leave now");
  await until(() => replies().length === 4);
  await world.call(accounts.removeMember, { params: { memberId: member.memberId } });
  await until(() => calls("DELETE", persona_id).length === 1);
  expect(calls("DELETE", persona_id)[0]?.status).toBe(200);
  await until(() => replies().length === 5, 20_000);
  expect(replies().slice(3)).toEqual([
    { text: "I leave now", persona_id },
    { text: "I leave now", persona_id: undefined },
  ]);
  expect(calls("POST", "/personas")).toHaveLength(1);
});

test("an account that is linked or unlinked leads on, and is kept with the contact", async () => {
  await publish(world, accounts());
  const from = "7300000000000051";
  const tell = (account_linking: object) => {
    const item = { sender: { id: from }, recipient: { id: page }, timestamp: Date.now() };
    const entry = [{ id: page, time: Date.now(), messaging: [{ ...item, account_linking }] }];
    return double.deliver(webhook, { kind: "raw", body: { object: "page", entry } });
  };
  await double.deliver(webhook, { kind: "text", from, text: "account" });
  await until(() => saidTo(from).length === 1);
  expect(saidTo(from)[0]).toMatchObject({
    attachment: { payload: { buttons: [{ type: "account_link", url: "https://shop.example" }] } },
  });
  await tell({ status: "linked", authorization_code: "customer-42" });
  await until(() => saidTo(from).length === 2);
  expect(saidTo(from)[1]).toMatchObject({ text: "Welcome, customer customer-42" });
  await tell({ status: "unlinked" });
  await until(() => saidTo(from).length === 3);
  expect(saidTo(from)[2]).toMatchObject({ text: "Signed out" });
});

test("a rating given in Messenger's form is the answer once, and joins the thread", async () => {
  await publish(world, rating());
  const from = "7300000000000061";
  await double.deliver(webhook, { kind: "text", from, text: "rate" });
  await until(() => saidTo(from).length === 1);
  const form = saidTo(from)[0] as {
    attachment: { payload: { feedback_screens: { questions: { id: string }[] }[] } };
  };
  expect(form).toMatchObject({
    attachment: {
      payload: {
        template_type: "customer_feedback",
        business_privacy: { url: "https://shop.example/privacy" },
      },
    },
  });
  const id = form.attachment.payload.feedback_screens[0]?.questions[0]?.id ?? "";
  const fill = (payload: string, comment: string) => {
    const follow_up = { type: "free_form", payload: comment };
    const questions = { [id]: { type: "csat", payload, follow_up } };
    const messaging_feedback = { feedback_screens: [{ screen_id: 0, questions }] };
    const item = { sender: { id: from }, recipient: { id: page }, messaging_feedback };
    const entry = [{ id: page, time: Date.now(), messaging: [item] }];
    return double.deliver(webhook, { kind: "raw", body: { object: "page", entry } });
  };
  await fill("4", "A day late");
  await until(() => saidTo(from).length === 2);
  expect(saidTo(from)[1]).toMatchObject({ text: "5: A day late" });
  const { conversations } = routes;
  const [conversation] = (await world.call(conversations.listConversations, {})).items;
  const params = { conversationId: conversation?.id ?? "" };
  const thread = await world.call(conversations.listMessages, { params });
  expect(thread.items).toContainEqual(
    expect.objectContaining({ content: { kind: "text", text: "4\nA day late" } }),
  );
  await fill("1", "Once more");
  await double.deliver(webhook, { kind: "text", from, text: "rate" });
  await until(() => saidTo(from).length === 3);
  expect(saidTo(from)[2]).toHaveProperty("attachment");
});
