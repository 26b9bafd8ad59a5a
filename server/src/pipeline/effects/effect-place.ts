/** Where an effect comes from: whose budgets and limits it falls under. */
export interface EffectPlace {
  readonly workspaceId: string;
  /** Absent for a test in the editor. */
  readonly conversationId?: string;
  readonly contactId?: string;
  /** Flow and node: `flowId/nodeId`. */
  readonly step?: string;
  /** An evaluation asks: an agent that is not active answers, too. */
  readonly evaluates?: true;
}
