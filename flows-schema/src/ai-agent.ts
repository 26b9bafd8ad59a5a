import Type, { type Static } from "typebox";
import { AiTool } from "./ai-tool.ts";
import {
  ChannelTypes,
  Fields,
  Items,
  KnowledgeBases,
  Label,
  OneOf,
  PartId,
  Switch,
  Tags,
  Template,
  Whole,
} from "./fields.ts";
import { agentModeration } from "./moderation-rule.ts";

/** The tokens that an agent may spend, by whom. Absent means without limit. */
const Budget = {
  tokensPerConversation: Type.Optional(
    Whole(100, 1_000_000_000, { title: "Tokens for each conversation" }),
  ),
  tokensPerContactDay: Type.Optional(
    Whole(100, 1_000_000_000, { title: "Tokens for each contact and day" }),
  ),
  tokensPerDay: Type.Optional(Whole(100, 1_000_000_000, { title: "Tokens for each day" })),
};

const fromKnowledge = { when: "useKnowledge", is: ["true"] };

/** Several lines of plain text. */
const Words = (options: { title: string; description?: string; filled?: boolean }) =>
  Type.String({ maxLength: 10_000, widget: "longText", ...options });

/** The settings of an AI agent. Steps and default replies use a published version of it. */
export const AiAgentSpec = Fields({
  personality: Words({
    title: "Who it is",
    description: "Its name, its role, and whom it speaks for.",
  }),
  tone: OneOf(["friendly", "formal", "brief", "playful"], { title: "Tone", default: "friendly" }),
  instructions: Words({
    title: "Instructions",
    filled: true,
  }),
  language: Label({
    title: "Language",
    description: "Empty: the language that the contact writes in. Otherwise, such as Vietnamese.",
  }),
  connectionId: Type.Optional(
    Type.String({ maxLength: 64, widget: "connection", title: "Connection" }),
  ),
  model: Type.Optional(Label({ title: "Model" })),
  temperature: Type.Optional(
    Type.Number({ minimum: 0, maximum: 2, widget: "number", title: "Temperature" }),
  ),
  maxOutputTokens: Type.Optional(Whole(16, 100_000, { title: "Longest answer (tokens)" })),
  exits: Items(
    Fields({
      id: PartId(),
      label: Label({ title: "Name" }),
      when: Template({ title: "Leave here when", filled: true }),
      leadsTo: OneOf(["handoff", "end"], { title: "What happens then", default: "handoff" }),
    }),
    {
      title: "Exits",
      maxItems: 10,
      widget: "exits",
    },
  ),
  useKnowledge: Type.Optional(
    Switch({
      title: "Answer from knowledge",
      description: "The passages that fit the question go to the model, and the answer names them.",
    }),
  ),
  knowledge: Type.Optional(KnowledgeBases({ title: "Knowledge bases", shown: fromKnowledge })),
  showSources: Type.Optional(
    Switch({ title: "Name the sources to the contact", shown: fromKnowledge }),
  ),
  tools: Items(AiTool, { title: "Tools", maxItems: 20 }),
  ...Budget,
  maskPersonal: Switch({
    title: "Hide personal data from the model",
    description: "E-mail addresses, phone and card numbers are replaced before the call.",
  }),
  ...agentModeration,
  allowedSites: Tags({
    title: "Links only to these sites",
    description: "Other links are taken out of answers. Empty: all links stay.",
  }),
  answersAlone: Switch({
    title: "Answers on its own",
    description: "It is the default reply: it answers whatever no flow answers.",
  }),
  channels: ChannelTypes({ title: "Only on these channels" }),
});
export type AiAgentSpec = Static<typeof AiAgentSpec>;

/** A new agent's first draft. */
export const freshAgent: AiAgentSpec = {
  personality: "",
  tone: "friendly",
  instructions: "",
  language: "",
  exits: [
    {
      id: "person",
      label: "Person",
      when: "the contact asks for a person, is upset, or you cannot help",
      leadsTo: "handoff",
    },
  ],
  tools: [],
  maskPersonal: false,
  moderation: "off",
  allowedSites: [],
  answersAlone: false,
  channels: [],
};
