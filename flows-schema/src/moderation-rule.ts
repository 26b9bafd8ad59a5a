import Type, { type Static } from "typebox";
import { Fields, OneOf, Tags } from "./fields.ts";

const byWords = { when: "moderation", is: ["wordList"] };
const about = {
  title: "Moderation",
  description:
    "What contacts write and what the model answers is checked first. What is held back takes the way for a refusal. A check that fails is an error.",
};
const words = {
  title: "Blocked words",
  description: "Whole words or phrases. Case does not count, accents do.",
  filled: byWords,
  shown: byWords,
};

/** The moderation of an AI agent. */
export const agentModeration = {
  moderation: Type.Optional(
    OneOf(["off", "wordList", "endpoint"], { ...about, default: "off", inSight: true }),
  ),
  blockedWords: Type.Optional(Tags({ ...words, inSight: true })),
};

/** The moderation of an AI step; the step's agent, if it has one, has its own. */
export const stepModeration = {
  moderation: Type.Optional(
    OneOf(["standard", "off", "wordList", "endpoint"], {
      ...about,
      default: "standard",
      shown: { when: "agentId", is: [""] },
    }),
  ),
  blockedWords: Type.Optional(Tags(words)),
};

/** The moderation that AI steps without an agent have where they name none. */
export const ModerationRule = Fields({
  moderation: OneOf(["off", "wordList", "endpoint"], { ...about, default: "off" }),
  blockedWords: Type.Optional(Tags({ ...words, inSight: true })),
});
export type ModerationRule = Static<typeof ModerationRule>;
