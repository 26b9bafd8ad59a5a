/** The survey after a conversation was resolved. Times are milliseconds. */
export interface SurveyTerms {
  readonly question: string;
  readonly scale: "five" | "thumbs";
  readonly commentQuestion?: string | undefined;
  readonly thanks?: string | undefined;
  /** From the end of the conversation to the question. */
  readonly delayMs: number;
  /** A contact is asked at most once in this time. */
  readonly everyMs: number;
  /** The channels on which it is asked; none: all. */
  readonly channelIds: readonly string[];
}

/** Finds the terms for a conversation by its team; undefined: nothing is asked. */
export type SurveyRules = (teamId: string | undefined) => SurveyTerms | undefined;

/** The newest survey of a conversation. Moments are epoch milliseconds. */
export interface Survey {
  /** The resolution that it is about. */
  readonly resolutionId: string;
  /**
   * `planned`: it is asked at `dueAt`. `asked`: a rating is awaited. `commenting`: a comment is. `closed`: nothing typed belongs to it;
   * a tap on its buttons still does until `until`.
   */
  readonly state: "planned" | "asked" | "commenting" | "closed";
  readonly terms: Omit<SurveyTerms, "delayMs" | "channelIds" | "everyMs">;
  readonly dueAt?: number | undefined;
  readonly askedAt?: number | undefined;
  /** Until when answers count. */
  readonly until?: number | undefined;
  readonly rating?: number | undefined;
}

/** Returns the payload of the button for a rating. */
export function ratingPayload({ resolutionId }: Survey, rating: number): string {
  return `survey:${resolutionId}:${rating}`;
}

/** Reads the payload of a survey's button; undefined where it is none. */
export function readRatingPayload(
  payload: string,
): { readonly resolutionId: string; readonly rating: number } | undefined {
  const [, resolutionId = "", rating] = /^survey:(.+):([1-5])$/.exec(payload) ?? [];
  return rating === undefined ? undefined : { resolutionId, rating: Number(rating) };
}
