/** The variable that holds the label of a saved choice in the contact's language: `size_label` beside `size`. */
export function choiceLabelName(saveTo: string): string {
  return `${saveTo}_label`;
}
