/** A model answered, but with nothing that can be used. `code` is stable. */
export class AnswerUnusable extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The parts of a chat completion that are read. Providers leave out or change any of them. */
interface Completion {
  readonly choices?: readonly {
    readonly finish_reason?: string | null;
    readonly message?: {
      readonly content?: unknown;
      readonly refusal?: string | null;
      readonly tool_calls?: readonly unknown[] | null;
    };
  }[];
}

/**
 * Reads the text of a model's answer, without marks of its reasoning. Throws `AnswerUnusable` for an answer that is empty, refused,
 * filtered, cut, or a call of a tool that does not exist.
 */
export function readModelText(completion: unknown): string {
  const choice = (completion as Completion | null)?.choices?.[0];
  if (!choice) {
    throw new AnswerUnusable("llm.empty-answer", "The AI's answer has no choices");
  }
  const { message, finish_reason: reason } = choice;
  if (message?.refusal) {
    throw new AnswerUnusable("llm.declined", `The AI declined: ${message.refusal.slice(0, 300)}`);
  }
  if (reason === "content_filter") {
    throw new AnswerUnusable(
      "llm.filtered",
      "The AI provider's content filter held the answer back",
    );
  }
  if (reason === "length") {
    throw new AnswerUnusable("llm.cut-answer", "The AI's answer was cut at the provider's limit");
  }
  const text = withoutReasoning(contentText(message?.content)).trim();
  if (text !== "") {
    return text;
  }
  if (message?.tool_calls?.length) {
    throw new AnswerUnusable("llm.tool-call", "The AI called a tool instead of answering");
  }
  throw new AnswerUnusable("llm.empty-answer", "The AI's answer is empty");
}

/** Some providers give the content in parts. */
function contentText(content: unknown): string {
  if (typeof content === "string") {
    return content;
  }
  if (!Array.isArray(content)) {
    return "";
  }
  return content
    .map((part: { type?: unknown; text?: unknown } | null) =>
      part?.type === "text" && typeof part.text === "string" ? part.text : "",
    )
    .join("");
}

const names = "think|thinking|thought|reasoning|reflection";
const whole = new RegExp(`[<[](${names})\\b[^>\\]]*[>\\]][\\s\\S]*?[<[]/\\1\\s*[>\\]]`, "gi");
/** The beginning is often left out where the model's template writes it. */
const onlyEnd = new RegExp(`^[\\s\\S]*[<[]/(?:${names})\\s*[>\\]]`, "i");
const neverEnds = new RegExp(`[<[](?:${names})\\b[^>\\]]*[>\\]][\\s\\S]*$`, "i");
/** Open models that speak in channels say to the user what follows this. */
const finalChannel = "<|channel|>final<|message|>";

function withoutReasoning(text: string): string {
  const final = text.lastIndexOf(finalChannel);
  const said = final < 0 ? text : text.slice(final + finalChannel.length);
  const bare = said.replace(whole, "").replace(onlyEnd, "").replace(neverEnds, "");
  return bare.replace(/<\|(?:end|return)\|>\s*$/, "");
}
