import type { ServerContext } from "../../context/server-context.ts";
import { findMergedContact } from "../../records/contact-merge-model.ts";
import { writeBytes } from "../../records/file-bytes.ts";
import { findFile, openFile } from "../../records/file-store.ts";
import type { StoredJob } from "../../records/job-model.ts";
import { derivedId } from "../../store/derived-id.ts";
import { isDuplicateKey } from "../../store/duplicate-key.ts";
import { JobProblem, type JobWork } from "../jobs/run-jobs.ts";
import { contactRecord } from "./contact-record.ts";
import { type ArchivedFile, zipParts } from "./zip-parts.ts";

/** The plan of the job. */
export interface PackPlan {
  readonly contactId: string;
}

/** Returns the id under which the archive of a job is stored. */
export function archiveOf(jobId: string): string {
  return derivedId(`archive:${jobId}`);
}

/**
 * The work of putting all about a contact into a zip file: `contact.json` and the files of the conversations. The archive counts as an upload
 * that nothing uses, so it is deleted after a day. After a crash it is made again.
 */
export function packJob(context: ServerContext): JobWork {
  return {
    async runPage(job) {
      const id = archiveOf(String(job._id));
      if (!(await findFile(context, id))) {
        await pack(job, id);
      }
      return { position: 1, counts: {}, done: true };
    },
  };

  async function pack({ workspaceId, plan }: StoredJob, alias: string): Promise<void> {
    const { contactId } = plan as PackPlan;
    const metadata = {
      workspaceId: String(workspaceId),
      mimeType: "application/zip",
      alias,
      contactId,
      visitor: "",
      unusedSince: new Date(context.now()),
    };
    const parts = zipParts(filesOf(String(workspaceId), contactId));
    await writeBytes(context, `contact-${contactId}.zip`, metadata, parts).catch(
      (error: unknown) => {
        // Another process made it meanwhile.
        if (!isDuplicateKey(error)) {
          throw error;
        }
      },
    );
  }

  async function* filesOf(workspaceId: string, contactId: string): AsyncGenerator<ArchivedFile> {
    const contact = await findMergedContact(context.connection, workspaceId, contactId);
    if (!contact) {
      throw new JobProblem("contact.not-found", "The contact does not exist any more");
    }
    const fileIds = new Set<string>();
    const record = contactRecord(context, workspaceId, contact, ({ content }) => {
      if ("fileId" in content && content.fileId) {
        fileIds.add(content.fileId);
      }
    });
    yield { name: "contact.json", content: encoded(record) };
    for (const fileId of fileIds) {
      const file = await findFile(context, fileId);
      if (file && file.workspaceId === workspaceId) {
        yield {
          name: `files/${fileId}-${file.fileName.replace(/[/\\]/g, "_")}`,
          content: await openFile(context, file),
        };
      }
    }
  }
}

async function* encoded(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) {
    yield Buffer.from(text);
  }
}
