/** Space in pixels between a frame and its steps: at the sides and below, and above, where the head is. */
export const framePadding = { side: 22, head: 44 } as const;
