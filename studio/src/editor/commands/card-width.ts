/** Width of a node's card in pixels; `node-card.module.css` says the same. */
export const cardWidth = 232;
