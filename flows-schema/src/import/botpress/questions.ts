import { StepChain } from "../step-chain.ts";
import type { BotpressBot } from "./botpress-bot.ts";
import { flowKey } from "./botpress-files.ts";

/** Turns the questions and answers of the bot into keywords with an answer each. */
export function addQuestions(bot: BotpressBot): void {
  const { language } = bot.files;
  for (const [index, item] of bot.files.questions.entries()) {
    const data = item.has("data") ? item.part("data") : item;
    const of = (key: string) => {
      const found = data.part(key);
      const own = found.texts(language);
      return own.length > 0 ? own : found.keys().flatMap((it) => found.texts(it));
    };
    const generated = bot.files.intents.get(`__qna__${item.text("id")}`);
    if (generated) {
      generated.used = true;
    }
    const [questions, answers] = [of("questions"), of("answers")];
    const line = bot.draft.log.line("content", questions[0] ?? item.text("id"), "qna");
    if (data.flag("enabled") === false || questions.length === 0) {
      line.unsupported("contentUnused");
      continue;
    }
    line.note("qna").note("qnaElsewhere");
    const chain = new StepChain(bot.draft, { x: 0, y: 4_000 + index * 300 });
    chain.add(
      "trigger.keyword",
      { keywords: questions.slice(0, 50), match: "exact", channels: [], interrupts: false },
      { id: "question", line },
    );
    const text = answers.map((it) => bot.memory.template(it, line));
    if (text.length > 1) {
      line.note("variations", { texts: text.slice(1).join(" | ") });
    }
    if (text[0]) {
      chain.add(
        "message",
        { blocks: [{ kind: "text", id: "answer", text: text[0] }], typing: true },
        { id: "answer", first: true },
      );
    }
    const flow = data.text("redirectFlow");
    const node = data.text("redirectNode");
    if (flow !== "" || node !== "") {
      const key = flow === "" ? "main" : flowKey(flow);
      chain.goTo(`step ${key} ${node || (bot.files.flows.get(key)?.text("startNode") ?? "")}`);
    }
    data.skip("action", "contexts", "category", "enabled");
    line.rest(item.skip("id"));
  }
}
