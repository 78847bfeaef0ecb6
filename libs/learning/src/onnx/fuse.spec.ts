import { fuseConvolutions, type Node } from './fuse';
import { BLOCKED_DOMAIN } from './schema';

const node = (opType: string, input: string[], output: string, domain = ''): Node => ({
  ...{ opType, input, output: [output], name: output, attribute: [], domain },
});
const conv = (input: string[], output: string): Node => node('Conv', input, output, BLOCKED_DOMAIN);
const shapeOf = (nodes: readonly Node[]): string[] =>
  nodes.map(
    ({ opType, input, output, attribute }) => `${opType}(${input.join()})${attribute.map((a) => a.name).join('')}=${output.join()}`,
  );

describe('convolutions over blocks', () => {
  test('take along a sum and the ReLU behind it, at the place where both are known', () => {
    const nodes = [conv(['x', 'w'], 'a'), conv(['x', 'v', 'b'], 'c'), node('Add', ['a', 'c'], 's'), node('Relu', ['s'], 'y')];
    expect(shapeOf(fuseConvolutions(nodes))).toEqual(['Conv(x,v,b)=c', 'Conv(x,w,,c)activation=y']);
  });
  test('leave a value alone that something else reads', () => {
    const nodes = [conv(['x', 'w'], 'a'), node('Relu', ['a'], 'y'), node('Mul', ['a', 'y'], 'z')];
    expect(shapeOf(fuseConvolutions(nodes))).toEqual(shapeOf(nodes));
  });
  test('do nothing to ordinary convolutions, and nothing after a ReLU', () => {
    const nodes = [node('Conv', ['x', 'w'], 'a'), node('Relu', ['a'], 'y')];
    expect(shapeOf(fuseConvolutions(nodes))).toEqual(shapeOf(nodes));
    const twice = [conv(['x', 'w'], 'a'), node('Relu', ['a'], 'y'), node('Add', ['y', 'x'], 'z')];
    expect(shapeOf(fuseConvolutions(twice))).toEqual(['Conv(x,w)activation=y', 'Add(y,x)=z']);
  });
});
