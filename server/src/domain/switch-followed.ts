/** The contact came here by a link that another conversation of theirs sent. */
export interface SwitchFollowed {
  readonly type: "followSwitch";
  readonly id: string;
  readonly switchId: string;
  /** Whether they had never written here before. */
  readonly isNew: boolean;
}
