/** The filter of a report; at most one of the first five, or a channel and a country. Figures of a step need the flow and the node. */
export interface ReportFilter {
  readonly channelId?: string;
  readonly flowId?: string;
  readonly language?: string;
  readonly country?: string;
  readonly tag?: string;
  readonly nodeId?: string;
  readonly version?: number;
  /** Of the figure `answered`: the answer's key, and the variable of the question. */
  readonly answer?: string;
  readonly name?: string;
}
