import type { Epoch } from '@numera/learning';
import { escape } from '../report/html';
import { SIZE, drawPanel, type Panel } from './panel';

/** The product's blue-black ink and yellow marker, in light and dark as the viewer prefers. */
const STYLE = `
svg{color-scheme:light dark;--surface:#fff;--ink:#14203a;--soft:#45536f;--rule:#dde6f0;--training:#2345c4;--validation:#c2233b;--marker:#ffd84d}
@media(prefers-color-scheme:dark){svg{--surface:#0d1322;--ink:#e9eef8;--soft:#aebad2;--rule:#26334f;--training:#a3b8ff;--validation:#ff7d8c}}
text{font:14px 'Atkinson Hyperlegible Next','Atkinson Hyperlegible',Verdana,system-ui,sans-serif;fill:var(--soft);font-variant-numeric:tabular-nums}
.surface{fill:var(--surface)}.name{font-size:22px;font-weight:700;fill:var(--ink)}.title{font-size:16px;font-weight:700;fill:var(--ink)}
.label{font-weight:700;fill:var(--ink);paint-order:stroke;stroke:var(--surface);stroke-width:5px;stroke-linejoin:round}
.grid{stroke:var(--rule);fill:none}.line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
.training{stroke:var(--training)}.validation{stroke:var(--validation)}.dot.training{fill:var(--training)}.dot.validation{fill:var(--validation)}
.line.training{stroke-dasharray:2 6}
.best{stroke:var(--soft);stroke-dasharray:3 5;opacity:.7}.mark{fill:var(--marker);stroke:#14203a;stroke-width:2}`;

/** Losses halve again and again, so they stand on a scale where each halving takes the same room. */
function lossPanel(losses: readonly number[], epochs: number): Panel {
  const known = losses.filter((loss) => loss > 0);
  const scale = (loss: number): number => Math.log10(Math.max(loss, 1e-6));
  const steps = [-6, -5, -4, -3, -2, -1, 0, 1].flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power));
  return {
    ...{ left: 80, title: 'Loss', epochs, scale },
    ticks: around(steps, known),
    text: (loss) => String(Number(loss.toPrecision(3))),
  };
}

/** Of an accuracy the part that is missing counts: from 99 to 99.5 % is as far as from 98 to 99 %. */
function accuracyPanel(accuracies: readonly number[], epochs: number): Panel {
  const scale = (accuracy: number): number => -Math.log10(Math.max(1 - accuracy, 1e-4));
  const steps = [0, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9999];
  const text = (share: number): string => `${Number((100 * share).toFixed(2))} %`;
  return { ...{ left: 570, title: 'Accuracy', epochs, scale }, ticks: around(steps, accuracies), text };
}

/** Those of the steps that enclose all values, thinned to at most nine. */
function around(steps: readonly number[], values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const first = Math.max(
    0,
    steps.findLastIndex((step) => step <= low),
  );
  const last = steps.findIndex((step) => step >= high);
  const enclosing = steps.slice(first, Math.max(first + 2, (last < 0 ? steps.length : last) + 1));
  return enclosing.length <= 9 ? enclosing : enclosing.filter((_, i) => i % 2 === 0 || i === enclosing.length - 1);
}

/** Loss and accuracy of training and validation over the epochs as one SVG picture, the epoch that was kept marked. */
export function curvesOf(name: string, history: readonly Epoch[], bestEpoch: number): string {
  const epochs = history.length;
  const pick = (key: 'loss' | 'accuracy' | 'validationLoss' | 'validationAccuracy') => history.map((epoch) => epoch[key]);
  const draw = (panel: Panel, training: readonly number[], validation: readonly number[]): string =>
    drawPanel(
      panel,
      [
        { kind: 'training', values: training },
        { kind: 'validation', values: validation },
      ],
      bestEpoch,
    );
  const losses = lossPanel([...pick('loss'), ...pick('validationLoss')], epochs);
  const accuracies = accuracyPanel([...pick('accuracy'), ...pick('validationAccuracy')], epochs);
  const said = `Loss and accuracy of ${name} over ${epochs} epochs; epoch ${bestEpoch} was kept.`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${escape(said)}"><style>${STYLE}</style>`,
    `<rect class="surface" width="${SIZE.width}" height="${SIZE.height}" rx="10"/>`,
    `<text class="name" x="80" y="48">${escape(name)}</text>`,
    `<path class="line training" d="M650 42h44"/><text x="704" y="47">training</text><path class="line validation" d="M810 42h44"/><text x="864" y="47">validation</text>`,
    draw(losses, pick('loss'), pick('validationLoss')),
    draw(accuracies, pick('accuracy'), pick('validationAccuracy')),
    '</svg>\n',
  ].join('\n');
}
