import type { Attribute, Graph, Name } from '../onnx/graph';
import { BLOCKED_DOMAIN } from '../onnx/schema';
import type { Shape } from './layer';

/** A picture in blocks of channels: what is needed to bring it back. */
interface Blocked {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

type Attributes = Readonly<Record<string, Attribute>>;

/**
 * The layouts of a training graph's pictures. ONNX Runtime convolves fastest over blocks of `block` channels, [n, channels / block, height,
 * width, block] (the last block filled up with zeros), but only turns to them by itself where weights are constant. So the graph names those
 * operators itself, and this remembers which tensors are laid out so. With `block` 0 all pictures stay [n, channels, height, width].
 */
export class Pictures {
  private readonly laidOut = new Map<Name, Blocked>();
  private readonly conversions = new Map<string, Name>();

  constructor(
    readonly graph: Graph,
    readonly block: number,
  ) {}

  isBlocked(tensor: Name): boolean {
    return this.laidOut.has(tensor);
  }

  /** What is known of a blocked picture; throws for any other. */
  shapeOf(tensor: Name): Blocked {
    const shape = this.laidOut.get(tensor);
    if (shape === undefined) throw new Error(`${tensor} is not laid out in blocks`);
    return shape;
  }

  /** `channels` filled up to whole blocks. */
  padded(channels: number): number {
    return Math.ceil(channels / this.block) * this.block;
  }

  /** Adds one of ONNX Runtime's operators on blocks; its output is a blocked picture of `shape`. */
  op(type: string, inputs: readonly Name[], attributes: Attributes, shape: Blocked): Name {
    return this.remember(this.graph.op(type, inputs, attributes, BLOCKED_DOMAIN), shape);
  }

  /** Marks a tensor, made by ordinary operators, as a blocked picture of `shape`. */
  remember(tensor: Name, shape: Blocked): Name {
    this.laidOut.set(tensor, shape);
    return tensor;
  }

  /** An operator that takes values one by one: blocked if one of its inputs is, and then all of them are brought to blocks. */
  each(type: string, inputs: readonly Name[], attributes: Attributes = {}): Name {
    const blocked = inputs.find((input) => this.isBlocked(input));
    if (blocked === undefined) return this.graph.op(type, inputs, attributes);
    const shape = this.shapeOf(blocked);
    const same = inputs.map((input) => this.blocked(input, shape));
    return this.remember(this.graph.op(type, same, attributes), shape);
  }

  /** A picture of `shape` in blocks. */
  blocked(tensor: Name, shape: Blocked): Name {
    if (this.isBlocked(tensor)) return tensor;
    return this.once(`blocked ${tensor}`, () => {
      // ONNX Runtime fills up blocks by itself, but only takes whole fours of channels.
      const missing = shape.channels % 4 === 0 ? 0 : this.padded(shape.channels) - shape.channels;
      const whole = missing === 0 ? tensor : this.graph.op('Pad', [tensor, this.graph.ints([0, 0, 0, 0, 0, missing, 0, 0])]);
      return this.op('ReorderInput', [whole], {}, shape);
    });
  }

  /** Any tensor in its ordinary layout: a picture as [n, channels, height, width]. */
  plain(tensor: Name): Name {
    const shape = this.laidOut.get(tensor);
    if (shape === undefined) return tensor;
    return this.once(`plain ${tensor}`, () => this.graph.op('ReorderOutput', [tensor], { channels: shape.channels }, BLOCKED_DOMAIN));
  }

  /** A picture with its channels last, [n, height · width, channels]: rows of a matrix. */
  rows(tensor: Name, { channels, height, width }: Blocked): Name {
    return this.once(`rows ${tensor}`, () => {
      const last = this.isBlocked(tensor)
        ? this.graph.op('ReorderOutput', [tensor], { channels, channels_last: 1 }, BLOCKED_DOMAIN)
        : this.graph.op('Transpose', [tensor], { perm: [0, 2, 3, 1] });
      return this.graph.op('Reshape', [last, this.graph.ints([-1, height * width, channels])]);
    });
  }

  /** A blocked picture with its true axes, [n, blocks, height, width, block], for ordinary operators that look at places. */
  view(tensor: Name): Name {
    const { channels, height, width } = this.shapeOf(tensor);
    return this.graph.op('Reshape', [tensor, this.graph.ints([-1, this.padded(channels) / this.block, height, width, this.block])]);
  }

  /** The way back from `view`, with the shape that it has now. */
  fromView(tensor: Name, shape: Blocked): Name {
    const { channels, height, width } = shape;
    return this.remember(this.graph.op('Reshape', [tensor, this.graph.ints([-1, this.padded(channels), height, width])]), shape);
  }

  /** A value per channel, [channels], filled up with zeros to whole blocks. */
  padList(list: Name, channels: number): Name {
    const missing = this.padded(channels) - channels;
    return missing === 0 ? list : this.once(`padded ${list}`, () => this.graph.op('Pad', [list, this.graph.ints([0, missing])]));
  }

  /** scale · tensor + shift (+ other), scale and shift a value per channel each: [channels]. `inputShape` is one sample's. */
  affine(tensor: Name, inputShape: Shape, scale: Name, shift: Name | null, other: Name | null = null): Name {
    const shape = this.laidOut.get(tensor);
    if (shape === undefined) return this.plainAffine(tensor, inputShape, scale, shift, other);
    // A depthwise convolution of 1x1 does it in one pass over the picture.
    const channels = this.padded(shape.channels);
    const kernels = this.graph.op('Reshape', [this.padList(scale, shape.channels), this.graph.ints([channels, 1, 1, 1])]);
    const bias = shift === null ? '' : this.padList(shift, shape.channels);
    const added = other === null ? [] : [this.blocked(other, shape)];
    const inputs = [tensor, kernels, ...(bias === '' && added.length === 0 ? [] : [bias]), ...added];
    return this.op('Conv', inputs, { group: channels, kernel_shape: [1, 1] }, shape);
  }

  private plainAffine(tensor: Name, inputShape: Shape, scale: Name, shift: Name | null, other: Name | null): Name {
    const perChannel = (list: Name): Name =>
      inputShape.length === 3 ? this.graph.op('Reshape', [list, this.graph.ints([-1, 1, 1])]) : list;
    const scaled = this.graph.op('Mul', [tensor, perChannel(scale)]);
    const shifted = shift === null ? scaled : this.graph.op('Add', [scaled, perChannel(shift)]);
    return other === null ? shifted : this.graph.op('Add', [shifted, this.plain(other)]);
  }

  /** Mean over samples and places, [channels], of a picture. */
  mean(tensor: Name): Name {
    return this.cut(this.graph.op('ReduceMean', [this.meanOfPlaces(tensor)], { axes: [0], keepdims: 0 }), tensor);
  }

  /** Sum over samples of the means over places, [channels], of a picture. */
  sumOfMeans(tensor: Name): Name {
    return this.cut(this.graph.op('ReduceSum', [this.meanOfPlaces(tensor), this.graph.ints([0])], { keepdims: 0 }), tensor);
  }

  /** Mean over places, [n, channels]; blocks stay filled up. Pooling over the places first is many times faster than one reduction over three axes. */
  private meanOfPlaces(tensor: Name): Name {
    const domain = this.isBlocked(tensor) ? BLOCKED_DOMAIN : '';
    // One place a channel looks alike in both layouts.
    return this.graph.op('Flatten', [this.graph.op('GlobalAveragePool', [tensor], {}, domain)], { axis: 1 });
  }

  /** Takes off what fills up the blocks of a list made from `tensor`. */
  private cut(list: Name, tensor: Name): Name {
    const channels = this.laidOut.get(tensor)?.channels;
    if (channels === undefined || channels === this.padded(channels)) return list;
    return this.graph.op('Slice', [list, this.graph.ints([0]), this.graph.ints([channels])]);
  }

  private once(key: string, make: () => Name): Name {
    const known = this.conversions.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.conversions.set(key, made);
    return made;
  }
}
