import { knowledgeLimits } from "@chatloom/api-schema";
import type { ServerContext } from "../../context/server-context.ts";
import { type KnowledgeDocumentRecord, knowledgeDocuments } from "../../records/knowledge-model.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";

const files =
  /\.(png|jpe?g|gif|webp|svg|ico|css|js|mjs|json|zip|gz|rar|7z|exe|dmg|mp[34]|avi|mov|webm|woff2?|ttf|xml|rss)$/i;
const tracking = /^(utm_\w+|fbclid|gclid|mc_[ce]id)$/;
const longestAddress = 2_000;

/** Gives the pages of a site among some links: the same origin, below the site's own path, without files, fragments and tracking. */
export function pagesAmong(links: readonly string[], from: string, site: string): string[] {
  const { origin, pathname } = new URL(site);
  const below = pathname.slice(0, pathname.lastIndexOf("/") + 1);
  const pages = links.flatMap((link) => {
    const url = URL.canParse(link, from) ? new URL(link, from) : undefined;
    if (url?.origin !== origin || !url.pathname.startsWith(below) || files.test(url.pathname)) {
      return [];
    }
    const href = pageAddress(url);
    return href.length > longestAddress ? [] : [href];
  });
  return [...new Set(pages)];
}

/** Writes the address of a page as it is compared with others. */
export function pageAddress(url: URL): string {
  const bare = new URL(url);
  bare.hash = "";
  bare.username = "";
  bare.password = "";
  for (const name of [...bare.searchParams.keys()].filter((it) => tracking.test(it))) {
    bare.searchParams.delete(name);
  }
  return bare.href;
}

/** Queues pages that a site or sitemap led to, unless they are known. Stops at the limits of the site and of the base. */
export async function addPages(
  context: ServerContext,
  parent: Pick<KnowledgeDocumentRecord, "_id" | "workspaceId" | "baseId">,
  urls: readonly string[],
): Promise<number> {
  const documents = knowledgeDocuments(context.connection).in(parent.workspaceId);
  const { baseId, _id: parentId } = parent;
  const known = new Set(
    (await documents.find({ baseId, parentId }, { projection: { key: 1 } })).map((it) => it.key),
  );
  let room = knowledgeLimits.documents - (await documents.count({ baseId }));
  let added = 0;
  for (const url of urls.filter((it) => !known.has(it))) {
    if (room <= 0 || !(await takePlace(context, parent))) {
      break;
    }
    room--;
    try {
      await documents.insert({
        ...queuedDocument(context.now()),
        baseId,
        parentId,
        kind: "page",
        key: url,
        title: url,
        url,
      });
      added++;
    } catch (error) {
      if (!isDuplicateKey(error)) {
        throw error;
      }
      await documents.updateOne({ _id: parentId }, { $inc: { pages: -1 } });
    }
  }
  return added;
}

/** The state of a document that was just added. */
export function queuedDocument(now: number) {
  return { state: "queued", nextAt: now, attempts: 0, generation: 0, passages: 0 } as const;
}

/** Counts one more page of a site; false where it has all that it may have. */
async function takePlace(
  context: ServerContext,
  { _id, workspaceId }: Pick<KnowledgeDocumentRecord, "_id" | "workspaceId">,
): Promise<boolean> {
  const documents = knowledgeDocuments(context.connection).in(workspaceId);
  const found = await documents.findById(_id, { projection: { mostPages: 1 } });
  const { modified } = await documents.updateOne(
    { _id, pages: { $lt: found?.mostPages ?? 0 } },
    { $inc: { pages: 1 } },
  );
  return modified > 0;
}
