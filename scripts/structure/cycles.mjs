/** The circles of a graph, each sorted: its strongly connected components of more than one node (Tarjan's algorithm). */
export function cyclesIn(graph) {
  const state = { index: new Map(), low: new Map(), stack: [], onStack: new Set(), circles: [] };
  for (const node of graph.keys()) if (!state.index.has(node)) visit(graph, node, state);
  return state.circles;
}

function visit(graph, node, state) {
  const { index, low, stack, onStack, circles } = state;
  index.set(node, index.size);
  low.set(node, index.get(node));
  stack.push(node);
  onStack.add(node);
  for (const next of graph.get(node) ?? []) {
    if (!graph.has(next)) continue;
    if (!index.has(next)) visit(graph, next, state);
    if (onStack.has(next)) low.set(node, Math.min(low.get(node), low.get(next)));
  }
  if (low.get(node) !== index.get(node)) return;
  const circle = stack.splice(stack.indexOf(node));
  for (const each of circle) onStack.delete(each);
  if (circle.length > 1) circles.push(circle.toSorted());
}
