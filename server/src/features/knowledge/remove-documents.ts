import type { ServerContext } from "../../context/server-context.ts";
import { deleteFile, findFile } from "../../records/file-store.ts";
import {
  type KnowledgeDocumentFields,
  knowledgeDocuments,
  knowledgePassages,
} from "../../records/knowledge-model.ts";
import type { Filter } from "../../store/scoped-model.ts";

const atOnce = 100;

/** Removes documents with their passages and files. Returns how many. What an interruption leaves is removed by the next call. */
export async function removeDocuments(
  context: ServerContext,
  workspaceId: string,
  filter: Filter<KnowledgeDocumentFields>,
): Promise<number> {
  const documents = knowledgeDocuments(context.connection).in(workspaceId);
  const passages = knowledgePassages(context.connection).in(workspaceId);
  let removed = 0;
  for (;;) {
    const found = await documents.find(filter, { limit: atOnce, projection: { fileId: 1 } });
    if (found.length === 0) {
      return removed;
    }
    const ids = found.map((it) => it._id);
    await passages.deleteMany({ documentId: { $in: ids } });
    for (const { fileId } of found) {
      const file = fileId === undefined ? undefined : await findFile(context, fileId);
      if (file) {
        await deleteFile(context, file);
      }
    }
    removed += await documents.deleteMany({ _id: { $in: ids } });
  }
}
