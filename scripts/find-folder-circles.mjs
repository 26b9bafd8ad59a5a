/**
 * Finds circles between sibling folders: at every level, what one folder imports of its siblings must lead one
 * way. Files that stand directly in a folder (a registry, a contract) are not siblings of its folders.
 *
 * @param imports Pairs of repository paths: who imports whom.
 * @returns Each circle as a list of folder paths.
 */
export function findFolderCircles(imports) {
  const edges = new Map();
  for (const [from, to] of imports) {
    const a = from.split("/").slice(0, -1);
    const b = to.split("/").slice(0, -1);
    let depth = 0;
    while (depth < a.length && depth < b.length && a[depth] === b[depth]) {
      depth += 1;
    }
    if (depth === a.length || depth === b.length) {
      continue;
    }
    const [source, target] = [a, b].map((parts) => parts.slice(0, depth + 1).join("/"));
    if (!edges.has(source)) {
      edges.set(source, new Set());
    }
    edges.get(source).add(target);
  }
  return circlesIn(edges);
}

/** Tarjan's strongly connected components with more than one member. */
function circlesIn(edges) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const circles = [];
  const visit = (node) => {
    index.set(node, index.size);
    low.set(node, index.get(node));
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next);
      }
      if (stack.includes(next)) {
        low.set(node, Math.min(low.get(node), low.get(next)));
      }
    }
    if (low.get(node) !== index.get(node)) {
      return;
    }
    const circle = stack.splice(stack.indexOf(node));
    if (circle.length > 1) {
      circles.push(circle);
    }
  };
  for (const node of edges.keys()) {
    if (!index.has(node)) {
      visit(node);
    }
  }
  return circles;
}
