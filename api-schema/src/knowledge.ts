import Type, { type Static } from "typebox";
import { Optional } from "./optional.ts";
import { Reason } from "./reason.ts";
import { defineRoute } from "./route.ts";
import { Exact, Id, Moment, Name, Nothing, Page, pageQuery } from "./shapes.ts";

/** The limits of knowledge, told to people before they reach them. */
export const knowledgeLimits = {
  bases: 50,
  /** Documents of a base, and what they hold together. */
  documents: 2_000,
  passages: 20_000,
  /** Pages of a site or sitemap. */
  pages: 500,
} as const;

export const documentStates = ["queued", "indexing", "ready", "failed"] as const;
const DocumentState = Type.Enum([...documentStates], { type: "string" });

const Count = Type.Integer({ minimum: 0 });
const RefreshDays = Type.Integer({ minimum: 1, maximum: 90 });
const Pages = Type.Integer({ minimum: 1, maximum: knowledgeLimits.pages });
const Address = Type.String({ minLength: 8, maxLength: 2_000, pattern: "^https?://" });
const Question = Type.String({ minLength: 1, maxLength: 1_000 });
const Answer = Type.String({ minLength: 1, maxLength: 10_000 });

/** A knowledge base: documents that AI answers from. */
export const KnowledgeBase = Exact({
  id: Id,
  name: Name,
  /** Web pages are read again after so many days; absent: never by themselves. */
  refreshDays: Optional(RefreshDays),
  /** How many documents are in each state. */
  documents: Exact({ queued: Count, indexing: Count, ready: Count, failed: Count }),
  passages: Count,
  /** Whether passages are found by meaning, too. Otherwise they are found by their words. */
  byMeaning: Type.Boolean(),
  updatedAt: Moment,
});
export type KnowledgeBase = Static<typeof KnowledgeBase>;

/** A document of a base. `site` and `sitemap` stand for the pages found through them. */
export const KnowledgeDocument = Exact({
  id: Id,
  kind: Type.Enum(["file", "page", "answer", "sitemap", "site"], { type: "string" }),
  title: Type.String(),
  url: Optional(Type.String()),
  question: Optional(Type.String()),
  answer: Optional(Type.String()),
  /** The site or sitemap that led to it. */
  parentId: Optional(Id),
  state: DocumentState,
  /** Why it failed. What an earlier reading found is still used. */
  problem: Optional(Reason),
  passages: Count,
  /** Of a site or sitemap: its pages, and the most of them. */
  pages: Optional(Count),
  mostPages: Optional(Pages),
  indexedAt: Optional(Moment),
});
export type KnowledgeDocument = Static<typeof KnowledgeDocument>;

/** A passage that a search found. */
export const KnowledgePassage = Exact({
  baseId: Id,
  documentId: Id,
  title: Type.String(),
  url: Optional(Type.String()),
  headings: Type.Array(Type.String()),
  text: Type.String(),
  /** The part of the question's words that it has, from 0 to 1. */
  share: Type.Number(),
  /** How near it is in meaning, from -1 to 1, where there are embeddings. */
  near: Optional(Type.Number()),
  /** Whether an answer may rest on it. */
  relevant: Type.Boolean(),
});
export type KnowledgePassage = Static<typeof KnowledgePassage>;

/** A question that no passage answered, or an answer that an agent flagged as wrong. */
export const KnowledgeQuestion = Exact({
  id: Id,
  kind: Type.Enum(["unanswered", "flagged"], { type: "string" }),
  question: Type.String(),
  /** The wrong answer. */
  answer: Optional(Type.String()),
  /** How often it was asked. */
  count: Count,
  conversationId: Optional(Id),
  at: Moment,
});
export type KnowledgeQuestion = Static<typeof KnowledgeQuestion>;

const tag = "Knowledge";
const baseParams = Type.Object({ baseId: Id });
const documentParams = Type.Object({ baseId: Id, documentId: Id });
const questionParams = Type.Object({ questionId: Id });

export const listKnowledgeBases = defineRoute({
  method: "get",
  path: "/knowledge/bases",
  tag,
  access: "viewer",
  summary: "List the knowledge bases",
  reply: Exact({ items: Type.Array(KnowledgeBase) }),
});
export const addKnowledgeBase = defineRoute({
  method: "post",
  path: "/knowledge/bases",
  tag,
  access: "editor",
  audit: "knowledge.created",
  summary: "Add a knowledge base",
  body: Exact({ name: Name }),
  reply: KnowledgeBase,
  errors: ["knowledge.too-many-bases"],
});
export const readKnowledgeBase = defineRoute({
  method: "get",
  path: "/knowledge/bases/:baseId",
  tag,
  access: "viewer",
  summary: "Read a knowledge base",
  params: baseParams,
  reply: KnowledgeBase,
});
/** `refreshDays` 0 ends the refreshing. */
export const changeKnowledgeBase = defineRoute({
  method: "patch",
  path: "/knowledge/bases/:baseId",
  tag,
  access: "editor",
  audit: "knowledge.changed",
  summary: "Rename a knowledge base, or set when its pages are read again",
  params: baseParams,
  body: Exact({
    name: Optional(Name),
    refreshDays: Optional(Type.Integer({ minimum: 0, maximum: 90 })),
  }),
  reply: KnowledgeBase,
});
export const removeKnowledgeBase = defineRoute({
  method: "delete",
  path: "/knowledge/bases/:baseId",
  tag,
  access: "editor",
  audit: "knowledge.deleted",
  summary: "Remove a knowledge base with its documents",
  params: baseParams,
  reply: Nothing,
});
/** Reads every document of the base again. */
export const reindexKnowledgeBase = defineRoute({
  method: "post",
  path: "/knowledge/bases/:baseId/reindex",
  tag,
  access: "editor",
  audit: "knowledge.indexed",
  summary: "Index every document of a knowledge base again",
  params: baseParams,
  reply: KnowledgeBase,
});
export const searchKnowledge = defineRoute({
  method: "post",
  path: "/knowledge/bases/:baseId/search",
  tag,
  access: "viewer",
  audit: { none: "It changes nothing" },
  summary: "Find the passages that may answer a question",
  params: baseParams,
  body: Exact({ question: Question }),
  reply: Exact({ items: Type.Array(KnowledgePassage) }),
});

/** Without `parentId`, the documents that members added; with it, the pages of a site or sitemap. Newest first. */
export const listKnowledgeDocuments = defineRoute({
  method: "get",
  path: "/knowledge/bases/:baseId/documents",
  tag,
  access: "viewer",
  summary: "List the documents of a knowledge base",
  params: baseParams,
  query: Type.Object({
    ...pageQuery,
    parentId: Optional(Id),
    state: Optional(DocumentState),
  }),
  reply: Page(KnowledgeDocument),
});
/** A file is uploaded first; `fileId` is its id. */
export const addKnowledgeDocument = defineRoute({
  method: "post",
  path: "/knowledge/bases/:baseId/documents",
  tag,
  access: "editor",
  audit: "knowledge.documentAdded",
  summary: "Add a file, a web page, a site, or a question with its answer",
  params: baseParams,
  body: Type.Union([
    Exact({ kind: Type.Literal("file"), fileId: Id }),
    Exact({ kind: Type.Literal("page"), url: Address }),
    Exact({
      kind: Type.Enum(["site", "sitemap"], { type: "string" }),
      url: Address,
      mostPages: Pages,
    }),
    Exact({ kind: Type.Literal("answer"), question: Question, answer: Answer }),
  ]),
  reply: KnowledgeDocument,
  errors: [
    "knowledge.too-many-documents",
    "knowledge.already-there",
    "knowledge.address-refused",
    "file.not-found",
  ],
});
export const changeKnowledgeAnswer = defineRoute({
  method: "put",
  path: "/knowledge/bases/:baseId/documents/:documentId",
  tag,
  access: "editor",
  audit: "knowledge.answered",
  summary: "Change a question and its answer",
  params: documentParams,
  body: Exact({ question: Question, answer: Answer }),
  reply: KnowledgeDocument,
});
export const reindexKnowledgeDocument = defineRoute({
  method: "post",
  path: "/knowledge/bases/:baseId/documents/:documentId/reindex",
  tag,
  access: "editor",
  audit: "knowledge.indexed",
  summary: "Index a document again; a site also looks for new pages",
  params: documentParams,
  reply: KnowledgeDocument,
});
export const removeKnowledgeDocument = defineRoute({
  method: "delete",
  path: "/knowledge/bases/:baseId/documents/:documentId",
  tag,
  access: "editor",
  audit: "knowledge.documentRemoved",
  summary: "Remove a document; a site goes with its pages",
  params: documentParams,
  reply: Nothing,
});

export const listKnowledgeQuestions = defineRoute({
  method: "get",
  path: "/knowledge/questions",
  tag,
  access: "viewer",
  summary: "List questions without an answer, and answers flagged as wrong",
  reply: Exact({ items: Type.Array(KnowledgeQuestion) }),
});
/** Adds question and answer to the base, and takes the entry off the list. */
export const answerKnowledgeQuestion = defineRoute({
  method: "post",
  path: "/knowledge/questions/:questionId/answer",
  tag,
  access: "editor",
  audit: "knowledge.answered",
  summary: "Answer a question for the next time",
  params: questionParams,
  body: Exact({ baseId: Id, question: Question, answer: Answer }),
  reply: KnowledgeDocument,
  errors: ["knowledge.too-many-documents"],
});
export const dismissKnowledgeQuestion = defineRoute({
  method: "delete",
  path: "/knowledge/questions/:questionId",
  tag,
  access: "editor",
  audit: "knowledge.questionDismissed",
  summary: "Take a question off the list",
  params: questionParams,
  reply: Nothing,
});
export const flagAnswer = defineRoute({
  method: "post",
  path: "/knowledge/flags",
  tag,
  access: "agent",
  audit: "knowledge.flagged",
  summary: "Flag an answer of the bot as wrong",
  body: Exact({ conversationId: Id, messageId: Id }),
  reply: KnowledgeQuestion,
});
