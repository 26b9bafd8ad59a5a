import { defined } from "../../defined.ts";
import type { NodeData } from "../../flow.ts";
import type { LogLine } from "../import-log.ts";
import type { Source } from "../source.ts";
import { askChoice, askPicture } from "./choices.ts";
import type { GroupWalk } from "./group-walk.ts";
import { addQuestion, saveTo } from "./question.ts";

type Convert = (block: Source, walk: GroupWalk, line: LogLine) => void;
type Ask = NodeData<"ask">;

const retries = 5;

/** How each input becomes a question. The text of the bubble in front of it is the question's text. */
export const inputs: Readonly<Record<string, Convert>> = {
  "text input": ask("text", "Please type your answer.", (options) => {
    options.skip("isLong", "inputMode");
  }),
  "email input": ask("email", "What is your e-mail address?"),
  "url input": ask("url", "Please send the web address."),
  "time input": ask("time", "What time?", noteFormat),
  "file input": ask("file", "Please send the file.", (options) => {
    options.skip("isMultipleAllowed", "sizeLimit", "visibility");
  }),
  "phone number input": ask("phone", "What is your phone number?", (options, walk, line) => {
    const country = options.text("defaultCountryCode").toUpperCase();
    if (/^[A-Z]{2}$/.test(country)) {
      walk.bot.draft.settings.country ??= country;
      line.remark("country", { country });
    }
  }),
  "number input": ask("number", "Please type a number.", (options, _, line) => {
    options.skip("step", "style", "currency", "unit", "locale");
    return bounds(options, line);
  }),
  "date input": ask("date", "Which date?", (options, _, line) => {
    noteFormat(options, _, line);
    options.skip("hasTime", "isRange");
    if (options.has("min") || options.has("max")) {
      line.note("bounds");
    }
    const kind = options.flag("isRange")
      ? "dateRange"
      : options.flag("hasTime")
        ? "dateTime"
        : undefined;
    if (kind) {
      line.note(kind);
      return { expect: "text" };
    }
    return {};
  }),
  "rating input": ask("rating", "How would you rate us?", (options, _, line) => {
    options.skip("buttonType", "customIcon", "isOneClickSubmitEnabled");
    const from = options.number("startsAt") ?? 1;
    const labels = options.part("labels");
    for (const side of ["left", "right"]) {
      if (labels.text(side) !== "") {
        line.note("settingsLeft", { settings: `labels.${side}: ${labels.text(side)}` });
      }
    }
    const to = options.number("length") ?? 10;
    return { minimum: Math.min(from, to), maximum: to };
  }),
  "choice input": askChoice,
  "picture choice input": askPicture,
  "payment input": (block, walk, line) => {
    const options = block
      .part("options")
      .skip("provider", "credentialsId", "labels", "retryMessageContent");
    const described = options.part("additionalInformation");
    const about = walk.bot.template(described.text("description"));
    const question = walk.takeQuestion();
    line.note("payment");
    const node = walk.chain.add(
      "payment",
      {
        connectionId: "",
        amount: walk.bot.template(options.text("amount")),
        currency: options.text("currency") || "USD",
        description: about || "Payment",
        text: question?.text ?? "Please pay here.",
        button: walk.bot.template(options.part("labels").text("button")) || "Pay",
        expiry: { amount: 1, unit: "days" },
      },
      { id: "payment", on: ["paid"], line },
    );
    question?.line.at(node);
  },
};

/** Makes the converter of an input that expects one kind of answer. */
function ask(
  expect: Ask["expect"],
  fallback: string,
  more: (options: Source, walk: GroupWalk, line: LogLine) => Partial<Ask> | undefined = () => ({}),
): Convert {
  return (block, walk, line) => {
    const options = block.part("options");
    const labels = options
      .part("labels")
      .skip("button", "success", "clear", "skip", "from", "to", "left", "right");
    const hint = labels.text("placeholder");
    const extra = more(options, walk, line);
    const retry = walk.bot.template(options.text("retryMessageContent"));
    const required = options.flag("isRequired");
    const data: Omit<Ask, "text"> = {
      expect,
      saveTo: saveTo(options, walk, line),
      attempts: retries,
      ignoreEarlier: false,
      ...defined({ retryText: retry || undefined }),
      ...extra,
    };
    if (data.expect === "number" || data.expect === "rating") {
      walk.bot.draft.names.type(data.saveTo, "number");
    }
    const on = required === false ? ["next", "else"] : ["next"];
    addQuestion(walk, line, fallback, walk.bot.template(hint), (text) =>
      walk.chain.add("ask", { ...data, text }, { id: data.saveTo, on, line }),
    );
  };
}

function noteFormat(options: Source, _: GroupWalk, line: LogLine): undefined {
  const format = options.text("format");
  if (format !== "") {
    line.note("format", { format });
  }
}

function bounds(options: Source, line: LogLine): Partial<Ask> {
  const [minimum, maximum] = [options.number("min"), options.number("max")];
  const lost = ["min", "max"].some(
    (it) => options.has(it) && options.text(it) !== "" && options.number(it) === undefined,
  );
  if (lost) {
    line.note("bounds");
  }
  return defined({ minimum, maximum });
}
