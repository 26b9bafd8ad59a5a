import type { Calendar } from "../../domain/reports/calendar.ts";
import type { Carried } from "../../domain/reports/carried.ts";
import type { CountedHour } from "../../domain/reports/count-conversation.ts";
import type { ConversationHour } from "../../records/report-models.ts";

/** A conversation of which something was written. */
export interface Touched {
  readonly conversationId: string;
  /** The earliest moment of what was written, epoch milliseconds. */
  readonly at: number;
  /** The first message, and the first turn without one, that was written. */
  readonly sequence?: number | undefined;
  readonly turn?: number | undefined;
  /** The messages that were written; absent where everything is read. */
  readonly messageIds?: readonly string[];
  /** Everything is to be counted anew. */
  readonly whole?: true;
}

/** From where a conversation is counted, and the hours that the result replaces. */
export interface HoursPlan {
  readonly from: number;
  readonly fromSequence: number | undefined;
  readonly fromTurn: number | undefined;
  /** Only these messages; undefined: all from `fromSequence` on. */
  readonly messageIds?: readonly string[] | undefined;
  readonly carried: Carried;
  readonly replaced: readonly ConversationHour[];
  /** The hour that only grows: nothing that it counted changed. */
  readonly base?: CountedHour;
}

/**
 * Plans from where a conversation must be counted: from the beginning of the first hour that changed. `hours` are its counted hours
 * from there on, in order, and the newest one in any case. Undefined: the plan needs all of its hours.
 */
export function planHours(
  touched: Touched,
  hours: readonly ConversationHour[],
  calendar: Calendar,
): HoursPlan | undefined {
  const newest = hours.at(-1);
  if (touched.whole || !newest) {
    return undefined;
  }
  const from = calendar.hourOf(touched.at);
  const after = readCarried(newest.after);
  const { sequence: fromSequence, turn: fromTurn, messageIds } = touched;
  if (newest.hour < from) {
    return { from, fromSequence, fromTurn, messageIds, carried: after, replaced: [] };
  }
  if (newest.hour === from && follows(touched, after)) {
    return {
      from,
      fromSequence,
      fromTurn,
      messageIds,
      carried: after,
      replaced: [newest],
      base: { ...newest, before: readCarried(newest.before), after },
    };
  }
  const replaced = hours.filter((it) => it.hour >= from);
  const first = replaced[0];
  if (first?.hour !== from) {
    return undefined;
  }
  return {
    from,
    fromSequence: least([touched.sequence, ...replaced.map((it) => it.firstSequence)]),
    fromTurn: least([touched.turn, ...replaced.map((it) => it.firstTurn)]),
    carried: readCarried(first.before),
    replaced,
  };
}

/** Whether everything that was written comes after what an hour has counted. */
function follows({ sequence, turn }: Touched, after: Carried): boolean {
  return (
    (sequence === undefined || sequence > (after.sequence ?? Number.POSITIVE_INFINITY)) &&
    (turn === undefined || turn > (after.turn ?? Number.POSITIVE_INFINITY))
  );
}

function readCarried(text: string): Carried {
  return JSON.parse(text) as Carried;
}

/** Plans to count a conversation from its beginning. */
export function planWhole(hours: readonly ConversationHour[]): HoursPlan {
  return {
    from: Number.NEGATIVE_INFINITY,
    fromSequence: 0,
    fromTurn: 1,
    carried: {},
    replaced: hours,
  };
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((it) => it !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
