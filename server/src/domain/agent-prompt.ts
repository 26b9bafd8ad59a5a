import type { AiAgentSpec } from "@chatloom/flows-schema";

const tones: Readonly<Record<AiAgentSpec["tone"], string>> = {
  friendly: "Write in a warm and friendly tone.",
  formal: "Write politely and formally.",
  brief: "Write as briefly as you can: one or two sentences.",
  playful: "Write in a light and playful tone.",
};

/** Writes what an agent is told about itself before every call. */
export function agentPrompt({ personality, tone, instructions, language }: AiAgentSpec): string {
  const speaks =
    language.trim() === ""
      ? "Answer in the language that the user writes in."
      : `Always answer in this language: ${language.trim()}.`;
  return [personality.trim(), instructions.trim(), tones[tone], speaks]
    .filter((it) => it !== "")
    .join("\n\n");
}
