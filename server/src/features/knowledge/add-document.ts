import { type BodyOf, knowledgeLimits, type routes } from "@chatloom/api-schema";
import { NotFound } from "../../context/errors.ts";
import type { ServerContext } from "../../context/server-context.ts";
import { newId } from "../../domain/new-id.ts";
import { AddressRefused, refusePrivateLiteral } from "../../pipeline/effects/guarded-agent.ts";
import { findFile, markUsed } from "../../records/file-store.ts";
import {
  type KnowledgeDocumentFields,
  type KnowledgeDocumentRecord,
  knowledgeBases,
  knowledgeDocuments,
} from "../../records/knowledge-model.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { knowledgeErrors } from "./errors.ts";
import { pageAddress, queuedDocument } from "./found-pages.ts";

/** A document as a member adds it. */
type Given = BodyOf<typeof routes.knowledge.addKnowledgeDocument>;
type Source = Pick<
  KnowledgeDocumentFields,
  "kind" | "key" | "title" | "url" | "fileId" | "question" | "answer" | "pages" | "mostPages"
>;

/** Adds a document to a base and queues it. Throws for one that is there already, or where the base is full. */
export async function addDocument(
  context: ServerContext,
  workspaceId: string,
  baseId: string,
  given: Given,
): Promise<KnowledgeDocumentRecord> {
  const { connection, now } = context;
  const base = await knowledgeBases(connection).in(workspaceId).findById(baseId);
  if (!base) {
    throw new NotFound("base");
  }
  const documents = knowledgeDocuments(connection).in(workspaceId);
  const { documents: most } = knowledgeLimits;
  if ((await documents.count({ baseId: base._id }, most)) >= most) {
    throw knowledgeErrors.tooManyDocuments(most);
  }
  const source = await sourceOf(context, workspaceId, given);
  try {
    const made = await documents.insert({
      ...queuedDocument(now()),
      baseId: base._id,
      parentId: null,
      ...source,
    });
    if (source.fileId !== undefined) {
      await markUsed(context, source.fileId);
    }
    return made;
  } catch (error) {
    throw isDuplicateKey(error) ? knowledgeErrors.alreadyThere() : error;
  }
}

async function sourceOf(
  context: ServerContext,
  workspaceId: string,
  given: Given,
): Promise<Source> {
  if (given.kind === "file") {
    const file = await findFile(context, given.fileId);
    if (file?.workspaceId !== workspaceId || file.visitor !== undefined) {
      throw new NotFound("file");
    }
    return { kind: "file", key: `file:${file.id}`, title: file.fileName, fileId: file.id };
  }
  if (given.kind === "answer") {
    const { question, answer } = given;
    return { kind: "answer", key: `answer:${newId()}`, title: question, question, answer };
  }
  const url = readAddress(given.url, context.config.outboundAllowPrivate);
  const { kind } = given;
  const address = { kind, key: kind === "page" ? url : `${kind}:${url}`, title: url, url };
  return "mostPages" in given ? { ...address, pages: 0, mostPages: given.mostPages } : address;
}

function readAddress(text: string, allowPrivate: boolean): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url?.hostname || !["http:", "https:"].includes(url.protocol)) {
    throw knowledgeErrors.addressRefused("must start with https:// or http://");
  }
  try {
    if (!allowPrivate) {
      refusePrivateLiteral(url);
    }
  } catch (error) {
    throw error instanceof AddressRefused
      ? knowledgeErrors.addressRefused("must be a public address")
      : error;
  }
  return pageAddress(url);
}
