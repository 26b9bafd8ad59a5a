import type { KnowledgeDocument } from "@chatloom/api-schema";
import mongoose from "mongoose";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

const { ObjectId: Id } = mongoose.Types;
const { Mixed } = mongoose.Schema.Types;

/** A knowledge base. */
export interface KnowledgeBaseFields {
  name: string;
  refreshDays?: number;
  /** Increases whenever a document comes, goes, or has new passages: a search then reads the documents anew. */
  revision: number;
  createdAt: Date;
  updatedAt: Date;
}
export type KnowledgeBaseRecord = Stored<KnowledgeBaseFields>;

/** The knowledge bases of a connection's workspaces. */
export const knowledgeBases = defineCollection<KnowledgeBaseFields>(
  "knowledgeBases",
  { name: String, refreshDays: Number, revision: Number, createdAt: Date, updatedAt: Date },
  [[{ workspaceId: 1, createdAt: 1 }]],
);

/** A document of a base, and how far its indexing is. Moments are epoch milliseconds. */
export interface KnowledgeDocumentFields {
  baseId: ObjectId;
  kind: KnowledgeDocument["kind"];
  /** The site or sitemap that led to it; null for what members added. */
  parentId: ObjectId | null;
  /** Tells documents of one parent apart: the address of a page, the id of a file. */
  key: string;
  title: string;
  url?: string;
  fileId?: string;
  question?: string;
  answer?: string;
  /** Of a site or sitemap: its pages, and the most of them. */
  pages?: number;
  mostPages?: number;
  state: KnowledgeDocument["state"];
  problem?: { code: string; message: string };
  /** Queued: when it may be taken. Indexing: when another process may take it over. */
  nextAt: number;
  /** How often indexing began without an end. */
  attempts: number;
  /** The newest complete set of passages; 0 before the first. */
  generation: number;
  passages: number;
  /** The connection and model of the passages' embeddings. */
  model?: string;
  indexedAt?: number;
  /** When it is read again by itself. */
  refreshAt?: number;
}
export type KnowledgeDocumentRecord = Stored<KnowledgeDocumentFields>;

/** The documents of knowledge bases. */
export const knowledgeDocuments = defineCollection<KnowledgeDocumentFields>(
  "knowledgeDocuments",
  {
    baseId: Id,
    kind: String,
    parentId: Id,
    key: String,
    title: String,
    url: String,
    fileId: String,
    question: String,
    answer: String,
    pages: Number,
    mostPages: Number,
    state: String,
    problem: Mixed,
    nextAt: Number,
    attempts: Number,
    generation: Number,
    passages: Number,
    model: String,
    indexedAt: Number,
    refreshAt: Number,
  },
  [
    [{ workspaceId: 1, baseId: 1, parentId: 1, key: 1 }, { unique: true }],
    [{ workspaceId: 1, baseId: 1, parentId: 1, _id: -1 }],
    [{ workspaceId: 1, baseId: 1, state: 1 }],
    [{ state: 1, nextAt: 1 }],
    [{ refreshAt: 1 }, { sparse: true }],
  ],
);

/** A passage of a document. */
export interface KnowledgePassageFields {
  baseId: ObjectId;
  documentId: ObjectId;
  generation: number;
  /** From 0, in the document's order. */
  number: number;
  headings: string[];
  text: string;
  /** Its embedding, one byte for each dimension. */
  vector?: Buffer;
}

/** The passages of documents. */
export const knowledgePassages = defineCollection<KnowledgePassageFields>(
  "knowledgePassages",
  {
    baseId: Id,
    documentId: Id,
    generation: Number,
    number: Number,
    headings: [String],
    text: String,
    vector: Buffer,
  },
  [
    [{ workspaceId: 1, documentId: 1, generation: 1, number: 1 }, { unique: true }],
    [{ workspaceId: 1, baseId: 1 }],
  ],
);

/** A question that no passage answered, or an answer that was flagged as wrong. */
export interface KnowledgeQuestionFields {
  kind: "unanswered" | "flagged";
  /** The words of a question without case and accents, or the id of a message. */
  key: string;
  question: string;
  answer?: string;
  count: number;
  /** The call that counted last: counted once, however often it is repeated. */
  effectId?: string;
  conversationId?: string;
  at: Date;
}
export type KnowledgeQuestionRecord = Stored<KnowledgeQuestionFields>;

/** The open questions of workspaces. */
export const knowledgeQuestions = defineCollection<KnowledgeQuestionFields>(
  "knowledgeQuestions",
  {
    kind: String,
    key: String,
    question: String,
    answer: String,
    count: Number,
    effectId: String,
    conversationId: String,
    at: Date,
  },
  [[{ workspaceId: 1, kind: 1, key: 1 }, { unique: true }], [{ workspaceId: 1, at: -1 }]],
);
