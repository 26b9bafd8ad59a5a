/** Cuts a text to so many code points; the cut shows as an ellipsis. */
export function cutCodePoints(text: string, most: number): string {
  if (text.length <= most) {
    return text;
  }
  const points = [...text];
  return points.length <= most ? text : `${points.slice(0, most - 1).join("")}…`;
}
