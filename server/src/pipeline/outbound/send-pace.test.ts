import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createSendPace, type SendPace } from "./send-pace.ts";

/** Half of the burst is used. */
const rate = { perSecond: 10, burst: 10 };
let pace: SendPace;
beforeEach(() => {
  vi.useFakeTimers();
  pace = createSendPace(Date.now, () => 1);
  vi.advanceTimersByTime(1_000);
});
afterEach(() => {
  pace.close();
  vi.useRealTimers();
});

/** Sends as a conversation does: asks, waits to be woken, asks again. */
function sender(sent: string[], channelId = "channel") {
  return (id: string, campaign = false, perContact?: typeof rate, address = id): void => {
    const ask = (): void => {
      const send = { id, order: id, campaign, wake: ask };
      const limits = { ...rate, ...(perContact && { perContact }) };
      const { waitMs, queued, done } = pace.request({ channelId, address }, send, limits);
      if (waitMs === 0) {
        sent.push(id);
        setTimeout(done, 10);
      } else if (!queued) {
        setTimeout(ask, waitMs);
      }
    };
    ask();
  };
}
const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(6, "0")}`);

test("a rush of any size drains at the rate, in order, and leaves no debt", async () => {
  const sent: string[] = [];
  const send = sender(sent);
  const rush = numbered("m", 2_000);
  for (const id of rush) {
    send(id);
  }
  expect(sent).toHaveLength(5);
  // Asked for again and again, as when conversations are woken early.
  for (const id of rush.slice(5)) {
    send(id);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent.length).toBeGreaterThanOrEqual(103);
  expect(sent.length).toBeLessThanOrEqual(106);
  await vi.advanceTimersByTimeAsync(190_000);
  expect(sent).toEqual(rush);
  await vi.advanceTimersByTimeAsync(2_000);
  send("newcomer");
  expect(sent.at(-1)).toBe("newcomer");
});

test("replies go before campaigns, and campaigns still go on", async () => {
  const sent: string[] = [];
  const send = sender(sent);
  for (const id of numbered("campaign", 300)) {
    send(id, true);
  }
  for (const id of numbered("reply", 30)) {
    send(id);
  }
  await vi.advanceTimersByTimeAsync(4_000);
  const replies = sent.filter((it) => it.startsWith("reply"));
  expect(replies).toHaveLength(30);
  const done = sent.indexOf(replies.at(-1) ?? "");
  expect(sent.slice(5, done).filter((it) => it.startsWith("campaign")).length).toBeGreaterThan(0);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(sent).toHaveLength(330);
});

test("a contact's own limit holds up that contact only", async () => {
  const sent: string[] = [];
  const send = sender(sent);
  const slow = { perSecond: 1, burst: 1 };
  send("a1", false, slow, "a");
  send("a2", false, slow, "a");
  send("b1", false, slow, "b");
  expect(sent).toEqual(["a1", "b1"]);
  await vi.advanceTimersByTimeAsync(1_100);
  expect(sent).toEqual(["a1", "b1", "a2"]);
});

test("a turn that nobody takes goes to the next", async () => {
  const sent: string[] = [];
  const send = sender(sent);
  for (const id of numbered("m", 5)) {
    send(id);
  }
  const gone = { id: "n1", order: "n1", campaign: false, wake: () => {} };
  const to = { channelId: "channel", address: "x" };
  expect(pace.request(to, gone, rate)).toMatchObject({ queued: true });
  await vi.advanceTimersByTimeAsync(200);
  expect(pace.granted(to, "n1")).toBe(true);
  for (const id of numbered("o", 50)) {
    send(id);
  }
  await vi.advanceTimersByTimeAsync(35_000);
  expect(pace.granted(to, "n1")).toBe(false);
  expect(sent).toHaveLength(55);
});

test("a server that cannot keep up is not given more turns than it takes", async () => {
  let woken = 0;
  for (const id of numbered("m", 200)) {
    const send = { id, order: id, campaign: false, wake: () => woken++ };
    pace.request({ channelId: "channel", address: id }, send, rate);
  }
  await vi.advanceTimersByTimeAsync(20_000);
  expect(woken).toBeLessThanOrEqual(10);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken).toBeGreaterThan(10);
});

test("no more sends await their answers than there are connections, and each answer lets the next begin", async () => {
  const fast = { perSecond: 5_000, burst: 10_000 };
  const answers: (() => void)[] = [];
  let most = 0;
  const begin = (id: string): void => {
    const send = { id, order: id, campaign: false, wake: () => begin(id) };
    const { waitMs, done } = pace.request({ channelId: "channel", address: id }, send, fast);
    if (waitMs === 0) {
      answers.push(done);
      most = Math.max(most, answers.length);
    }
  };
  const rush = numbered("m", 300);
  rush.forEach(begin);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(answers).toHaveLength(64);
  let answered = 0;
  while (answers.length > 0) {
    const done = answers.shift();
    done?.();
    done?.();
    answered += 1;
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(answered).toBe(rush.length);
  expect(most).toBe(64);
});

test("a channel whose platform asks to wait pauses for a moment, others do not", async () => {
  const sent: string[] = [];
  const [send, other] = [sender(sent), sender(sent, "other")];
  for (const id of numbered("m", 20)) {
    send(id);
  }
  pace.pause({ channelId: "channel" });
  other("elsewhere");
  await vi.advanceTimersByTimeAsync(550);
  expect(sent).toEqual([...numbered("m", 5), "elsewhere"]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(sent).toHaveLength(21);
});

test("a new process has no burst to begin with: it does not know what was sent before", async () => {
  pace = createSendPace(Date.now, () => 1);
  const sent: string[] = [];
  const send = sender(sent);
  for (const id of numbered("m", 20)) {
    send(id);
  }
  await vi.advanceTimersByTimeAsync(1_050);
  expect(sent).toHaveLength(10);
});
