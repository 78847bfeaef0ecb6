import type { Graph, Name } from './onnx/graph';

/**
 * Softmax cross-entropy over a batch: the mean of -Σ target log softmax(logits), and its gradient by the logits,
 * (softmax(logits) - targets) / n (Bishop 2006, "Pattern Recognition and Machine Learning", 4.3.4). Shapes [n, labels].
 */
export function crossEntropy(graph: Graph, logits: Name, targets: Name): { loss: Name; gradient: Name } {
  const logs = graph.op('LogSoftmax', [logits], { axis: 1 });
  const perSample = graph.op('ReduceSum', [graph.op('Mul', [targets, logs]), graph.ints([1])], { keepdims: 0 });
  const loss = graph.op('Neg', [graph.op('ReduceMean', [perSample], { axes: [0], keepdims: 0 })]);
  const count = graph.op('Cast', [graph.op('Gather', [graph.op('Shape', [logits]), graph.ints([0])])], { to: 1 });
  const gradient = graph.op('Div', [graph.op('Sub', [graph.op('Exp', [logs]), targets]), count]);
  return { loss, gradient };
}
