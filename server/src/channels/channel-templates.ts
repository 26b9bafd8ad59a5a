import type { MessageTemplate, TemplateDraft } from "@chatloom/flows-schema";
import type { Static, TObject } from "typebox";
import type { HttpCall, HttpReply } from "./http-call.ts";

/** The templates that a platform reviews before they may be sent: how they are listed and submitted. */
export interface ChannelTemplates<S extends TObject> {
  /** Why the templates cannot be reached with these settings, in plain words; undefined: they can. */
  readonly lacks?: (settings: Static<S>) => string | undefined;
  /** Gives the next call that reads the list; undefined when all is read. `replies` are the answers so far, all of them good. */
  readonly ask: (settings: Static<S>, replies: readonly HttpReply[]) => HttpCall | undefined;
  readonly read: (replies: readonly HttpReply[]) => readonly MessageTemplate[];
  /** Submits a new template for review; undefined where that is only done on the platform's own pages. */
  readonly submit?: {
    /** The platform's words for the purposes a template may have. */
    readonly categories: readonly string[];
    /** Lists parts that the platform would refuse: the place (JSON pointer into the draft) and the reason. */
    readonly flaws: (draft: TemplateDraft) => readonly {
      readonly at: string;
      readonly message: string;
    }[];
    /** Gives the next call; the last one creates the template. Undefined when it is created. */
    readonly ask: (
      draft: SubmittedDraft,
      settings: Static<S>,
      replies: readonly HttpReply[],
    ) => HttpCall | undefined;
    /** The template as it stands after the last answer. */
    readonly read: (draft: TemplateDraft, reply: HttpReply) => MessageTemplate | undefined;
  };
}

/** A draft together with its sample file, which this server keeps. */
export type SubmittedDraft = TemplateDraft & {
  readonly file?: {
    readonly fileId: string;
    readonly fileName: string;
    readonly mimeType: string;
    /** Bytes. */
    readonly size: number;
  };
};
