import { expect, test } from "vitest";
import { chat } from "./chat/chat.ts";
import { drawFlow } from "./testing/draw-flow.ts";

type Question = Readonly<Record<string, unknown>>;

function heardAfter(answer: string, question: Question, language = "en"): string | undefined {
  const settings = { ...drawFlow({}).settings, language };
  const flow = drawFlow(
    { q: ["ask", { text: "Well?", saveTo: "it", attempts: 2, ...question }] },
    [],
    { settings },
  );
  return chat(flow, "hi", answer).at(-1);
}

test.each<[string, Question, string]>([
  ["no", { expect: "email" }, "does not look like an e-mail address"],
  ["no", { expect: "phone" }, "does not look like a phone number"],
  ["no", { expect: "number" }, "does not look like a number"],
  ["5", { expect: "number", minimum: 6, maximum: 9 }, "a number from 6 to 9"],
  ["5", { expect: "number", minimum: 6 }, "at least 6"],
  ["5", { expect: "number", maximum: 4 }, "at most 4"],
  ["never", { expect: "date" }, "does not look like a date"],
  ["never", { expect: "time" }, "does not look like a time"],
  ["nowhere", { expect: "url" }, "does not look like a web address"],
  ["here", { expect: "file" }, "send a file"],
  ["here", { expect: "location" }, "share your location"],
  ["nine", { expect: "rating" }, "from 1 to 5"],
  ["abc", { expect: "text", pattern: "^[0-9]+$" }, "expected form"],
  ["none", { expect: "choice", choices: [{ id: "a", label: "Red" }] }, "choose one of"],
])("after %j to %j says %j", (answer, question, words) => {
  expect(heardAfter(answer, question)).toContain(words);
});

test("speaks the flow's language, and English where it has no words", () => {
  expect(heardAfter("no", { expect: "email" }, "vi-VN")).toContain("không phải là địa chỉ email");
  expect(heardAfter("no", { expect: "email" }, "bn")).toContain("ইমেইল ঠিকানা বলে মনে হচ্ছে না");
  expect(heardAfter("no", { expect: "email" }, "xx")).toContain("does not look like");
});

test("leaves the author's own text alone", () => {
  const heard = heardAfter("no", { expect: "email", retryText: "Once more, please?" });
  expect(heard).toBe("bot: Once more, please?");
});

test("quick replies ask to choose", () => {
  const options = [{ id: "a", label: "Red" }];
  const flow = drawFlow({
    q: ["quickReplies", { text: "Colour?", options, attempts: 2 }],
  });
  expect(chat(flow, "hi", "what").at(-1)).toContain("Please choose one of the answers.");
});
