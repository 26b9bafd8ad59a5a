import type { BodyOf, KnowledgeDocument } from "@chatloom/api-schema";
import { routes, type World } from "../support/world.ts";
import { until } from "../turns/connect-double.ts";

const { knowledge } = routes;

/** A knowledge base of a test. */
export interface TestBase {
  readonly id: string;
  /** Uploads a file and adds it; gives the document's id. */
  readonly upload: (name: string, content: Uint8Array | string, type?: string) => Promise<string>;
  readonly add: (body: BodyOf<typeof knowledge.addKnowledgeDocument>) => Promise<string>;
  /** Waits until nothing is queued, and gives the documents, the oldest first. */
  readonly settled: (parentId?: string) => Promise<KnowledgeDocument[]>;
  /** Searches, and gives titles of relevant passages. */
  readonly find: (question: string) => Promise<string[]>;
}

/** Adds a base to the world's workspace. */
export async function addBase(world: World, name = "Help"): Promise<TestBase> {
  const { id } = await world.call(knowledge.addKnowledgeBase, { as: "editor", body: { name } });
  const params = { baseId: id };
  const add: TestBase["add"] = async (body) =>
    (await world.call(knowledge.addKnowledgeDocument, { as: "editor", params, body })).id;
  return {
    id,
    add,
    async upload(fileName, content, type = "application/octet-stream") {
      const response = await world.fetch("/api/v1/files", {
        method: "POST",
        headers: { "content-type": type, "x-file-name": encodeURIComponent(fileName) },
        body: content as BodyInit,
      });
      const { id: fileId } = (await response.json()) as { readonly id: string };
      return add({ kind: "file", fileId });
    },
    async settled(parentId) {
      await until(async () => {
        const base = await world.call(knowledge.readKnowledgeBase, { params });
        return base.documents.queued + base.documents.indexing === 0;
      }, 40_000);
      const query = { limit: 100, ...(parentId && { parentId }) };
      const { items } = await world.call(knowledge.listKnowledgeDocuments, { params, query });
      return items.reverse();
    },
    async find(question) {
      const { items } = await world.call(knowledge.searchKnowledge, { params, body: { question } });
      return items.filter((it) => it.relevant).map((it) => it.title);
    },
  };
}
