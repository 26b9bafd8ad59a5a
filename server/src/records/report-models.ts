import mongoose, { type Connection, type mongo } from "mongoose";
import type { CountedHour } from "../domain/reports/count-conversation.ts";
import { type Counts, countName } from "../domain/reports/counts.ts";
import { nativeCollection } from "../store/native-collection.ts";
import { defineCollection, type ObjectId, type Stored } from "../store/scoped-model.ts";

const { Mixed } = mongoose.Schema.Types;

/** The events of a conversation within an hour, derived from its records. Its id is `<conversation>:<hour>`. */
export interface ConversationHourFields extends Omit<CountedHour, "before" | "after"> {
  /** The state carried from hour to hour, as JSON: nobody searches it, and text costs the store less. */
  readonly before: string;
  readonly after: string;
  readonly conversationId: string;
  readonly contactId: string;
  /** The workspace's day, see `Calendar`. */
  readonly day: number;
  /** The conversation's id, on its newest hour only. */
  readonly newestOf?: string | undefined;
}
export type ConversationHour = Stored<ConversationHourFields, string>;

const hoursName = "conversationHours";

/** The hours of all conversations. */
export const conversationHours = defineCollection<ConversationHourFields, string>(
  hoursName,
  {
    _id: String,
    conversationId: String,
    contactId: String,
    hour: Number,
    day: Number,
    firstSequence: Number,
    firstTurn: Number,
    counts: Mixed,
    groups: Mixed,
    own: Mixed,
    answers: Mixed,
    before: String,
    after: String,
    newestOf: String,
  },
  [
    [{ conversationId: 1, hour: 1 }],
    [{ newestOf: 1 }, { sparse: true }],
    [{ workspaceId: 1, hour: 1 }],
    [{ workspaceId: 1, "groups.group": 1, hour: -1 }],
  ],
);

/** Returns the same collection without mongoose's document layer. */
export function conversationHoursOf(connection: Connection): mongo.Collection<ConversationHour> {
  return nativeCollection(connection, hoursName);
}

/** Finds the groups of all versions of a flow. */
export function everyVersionOf(flowId: string): { readonly $gte: string; readonly $lt: string } {
  return { $gte: `${countName("v", flowId)}:`, $lt: `${countName("v", flowId)};` };
}

/** The sums of an hour or a day, of one group of conversations. Its id is `<workspace>:<span><at>:<group>`. */
export interface ReportSumFields {
  readonly span: "hour" | "day";
  /** The beginning of the hour (epoch milliseconds), or the day. */
  readonly at: number;
  readonly day: number;
  readonly group: string;
  readonly counts: Counts;
}
export type ReportSum = Stored<ReportSumFields, string>;

const sumsName = "reportSums";

/** The sums that reports are made of. */
export const reportSums = defineCollection<ReportSumFields, string>(
  sumsName,
  { _id: String, span: String, at: Number, day: Number, group: String, counts: Mixed },
  [
    [{ workspaceId: 1, span: 1, group: 1, at: 1 }],
    [{ workspaceId: 1, span: 1, at: 1 }],
    [{ workspaceId: 1, span: 1, day: 1 }],
  ],
);

/** Returns the same collection without mongoose's document layer. */
export function reportSumsOf(connection: Connection): mongo.Collection<ReportSum> {
  return nativeCollection(connection, sumsName);
}

/** The progress of counting in a workspace. Moments are epoch milliseconds. */
export interface ReportProgressFields {
  /** The time zone of the hours and days. */
  readonly zone: string;
  /** The form of the figures; see `countedForm`. Absent: the first one. */
  readonly form?: number;
  /** Records written before are counted. */
  readonly cursor: number;
  /** Conversations up to this id have been counted from their beginning; absent: all. */
  readonly buildFrom?: string;
  /** Hours up to this one have been added up anew after all conversations were counted; absent: all. */
  readonly sumFrom?: number;
  /** Hours whose sums may be wrong, should the process end now. */
  readonly dirty: readonly number[];
  /** Hours before have been added up once more after they ended. */
  readonly checkedTo: number;
  /** The process that counts. Another one may take over from `nextAt` on. */
  readonly owner?: string;
  readonly nextAt: number;
  /** The last moment at which counting reached the present. */
  readonly passedAt: number;
  /** Everything is to be counted anew. */
  readonly rebuild?: boolean;
}
export type ReportProgress = Stored<ReportProgressFields>;

/** The progress of each workspace's reports. The id is the workspace's. */
export const reportProgress = defineCollection<ReportProgressFields, ObjectId>(
  "reportProgress",
  {
    zone: String,
    form: Number,
    cursor: Number,
    buildFrom: String,
    sumFrom: Number,
    dirty: [Number],
    checkedTo: Number,
    owner: String,
    nextAt: Number,
    passedAt: Number,
    rebuild: Boolean,
  },
  [[{ nextAt: 1 }]],
);
