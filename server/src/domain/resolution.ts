/** One period in which people had a conversation, from the beginning to the end. Moments are epoch milliseconds. */
export interface Resolution {
  /** `<conversation>:<sequence of the event that ended it>`. */
  readonly _id: string;
  readonly conversationId: string;
  readonly contactId: string;
  readonly channelId: string;
  readonly channelType: string;
  readonly kind: "resolved" | "handedBack";
  /** The member who answered the contact, or else the one who ended it. */
  readonly memberId?: string | undefined;
  readonly memberName?: string | undefined;
  readonly teamId?: string | undefined;
  readonly outcomeId?: string | undefined;
  readonly outcomeLabel?: string | undefined;
  readonly takenAt?: number | undefined;
  readonly at: number;
}

/** The contact's answers about it. Undefined fields keep the stored values. */
export interface SurveyResult {
  readonly scale?: "five" | "thumbs" | undefined;
  readonly askedAt?: number | undefined;
  readonly skipped?: "window" | "busy" | "unreachable" | undefined;
  /** 1 to 5; of thumbs 1 or 5. */
  readonly rating?: number | undefined;
  readonly comment?: string | undefined;
  readonly answeredAt?: number | undefined;
}
