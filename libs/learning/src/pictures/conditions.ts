import { between, oneOf, type Random } from '../strokes/random';
import type { Cover, Scene } from './scene';

/** A camera that is not quite above the paper: turned by up to `turn` radians, the far side up to `tilt` (a share) smaller. */
export function tilted(width: number, height: number, turn: number, tilt: number, random: Random): NonNullable<Scene['look']> {
  const angle = between(random, -turn, turn);
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [px, py] = [between(random, -tilt, tilt) / width, between(random, -tilt, tilt) / height];
  const [mx, my] = [width / 2, height / 2];
  return (x, y) => {
    const [u, v] = [x - mx, y - my];
    const far = 1 + px * u + py * v;
    return [mx + (u * cos - v * sin) / far, my + (u * sin + v * cos) / far];
  };
}

/** Light that fades to one side, to `least` of the full light at most. */
export function fading(width: number, height: number, least: number, random: Random): Cover {
  const angle = between(random, 0, 2 * Math.PI);
  const [dx, dy] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const loss = 1 - between(random, least, 1);
  return (x, y) => 1 - loss * Math.min(1, Math.max(0, 0.5 + (x - width / 2) * dx + (y - height / 2) * dy));
}

/** The shadow of a hand or a phone: beyond a straight edge there is less light; the edge is sharp or soft. */
export function shaded(width: number, height: number, random: Random): Cover {
  const angle = between(random, 0, 2 * Math.PI);
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  const away = between(random, -0.25, 0.25) * Math.min(width, height);
  const depth = between(random, 0.2, 0.5);
  const softness = oneOf(random, [0.02, 0.08, 0.2]) * Math.max(width, height);
  return (x, y) => {
    const inside = ((x - width / 2) * dx + (y - height / 2) * dy - away) / softness + 0.5;
    return 1 - depth * Math.min(1, Math.max(0, inside));
  };
}
