/** Half the size of the tools, in pixels of the screen. */
const half = { x: 28, y: 14 };
/** Half of the width within which the pointer counts as on the line, and a little air. */
const gap = 18;

/** Says how far from the middle of an edge its tools stand so that they leave the line free, in pixels of the screen. */
export function besideLine(line: {
  readonly sourceX: number;
  readonly sourceY: number;
  readonly targetX: number;
  readonly targetY: number;
}): { x: number; y: number } {
  const across = line.targetX - line.sourceX;
  const down = line.targetY - line.sourceY;
  // React Flow's curve leaves and arrives level: in its middle it is steeper than the straight way.
  const reach = across >= 0 ? across / 2 : 25 * 0.25 * Math.sqrt(-across);
  const tangent = { x: 2 * (across - reach), y: 2 * down };
  const length = Math.hypot(tangent.x, tangent.y) || 1;
  const normal = { x: tangent.y / length, y: -tangent.x / length };
  const upwards = normal.y > 0 ? -1 : 1;
  const away = Math.abs(normal.x) * half.x + Math.abs(normal.y) * half.y + gap;
  return { x: normal.x * away * upwards, y: normal.y * away * upwards };
}
