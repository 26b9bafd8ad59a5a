/** The filter of a report; at most one of the first five, or a channel and a country. Figures of a step need the flow and the node. */
export interface ReportFilter {
  readonly channelId?: string | undefined;
  readonly flowId?: string | undefined;
  readonly language?: string | undefined;
  readonly country?: string | undefined;
  readonly tag?: string | undefined;
  readonly nodeId?: string | undefined;
  readonly version?: number | undefined;
  /** Of the figure `answered`: the answer's key, and the variable of the question. */
  readonly answer?: string | undefined;
  readonly name?: string | undefined;
}
