const names = "think|thinking|thought|reasoning|reflection";
const whole = new RegExp(`[<[](${names})\\b[^>\\]]*[>\\]][\\s\\S]*?[<[]/\\1\\s*[>\\]]`, "gi");
/** The beginning is often left out where the model's template writes it. */
const onlyEnd = new RegExp(`^[\\s\\S]*[<[]/(?:${names})\\s*[>\\]]`, "i");
const neverEnds = new RegExp(`[<[](?:${names})\\b[^>\\]]*[>\\]][\\s\\S]*$`, "i");
/** Open models that speak in channels say to the user what follows this. */
const finalChannel = "<|channel|>final<|message|>";

const channel = /<\|(?:channel|start)\|>/;

/** Whether a text begins with thoughts whose beginning is not marked: only their end tells. */
export function beginsInThought(text: string): boolean {
  return onlyEnd.test(text.replace(whole, ""));
}

/** Removes what a model wrote while it thought, from a text that is not finished. */
export function withoutReasoningSoFar(text: string): string {
  return channel.test(text) && !text.includes(finalChannel) ? "" : withoutReasoning(text);
}

/** Removes what a model wrote while it thought. */
export function withoutReasoning(text: string): string {
  const final = text.lastIndexOf(finalChannel);
  const said = final < 0 ? text : text.slice(final + finalChannel.length);
  const bare = said.replace(whole, "").replace(onlyEnd, "").replace(neverEnds, "");
  return bare.replace(/<\|(?:end|return)\|>\s*$/, "");
}
