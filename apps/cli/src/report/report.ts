import type { ModelCard } from '@numera/contracts';
import type { Evaluation, RiskLevel, Scored, Selective } from '@numera/learning';
import { macroLine } from '../figure-lines';
import { decimal, escape, share, stated, whole } from './html';
import type { Mistake } from './mistakes';
import { reliabilityDiagram } from './reliability';
import { riskCoverageCurve } from './risk-coverage';
import { STYLE } from './style';
import { classTable, confusionTable, kindTable, levelTable } from './tables';

export interface ReportInput {
  readonly figures: Evaluation;
  readonly scored: readonly Scored[];
  /** Null: the caller stated no error. */
  readonly selective: Selective | null;
  /** What the images prove about errors that are usually asked for. */
  readonly levels: readonly RiskLevel[];
  readonly mistakes: readonly Mistake[];
  readonly card: Pick<ModelCard, 'version' | 'labels' | 'parameters'>;
  /** What was measured on, in words. */
  readonly source: string;
  readonly measuredAt: Date;
}

const section = (title: string, sentence: string, content: string, isWhole = false): string =>
  `<section${isWhole ? ' class="whole"' : ''}><h2>${title}</h2><p>${sentence}</p>${content}</section>`;

function heading({ figures, card, source, measuredAt }: ReportInput): string {
  const [low, high] = figures.interval95;
  const wrong = figures.count - figures.correct;
  const facts: [string, string][] = [
    ['images', whole(figures.count)],
    ['wrong', whole(wrong)],
    ['mean confidence', share(figures.meanConfidence)],
    ['calibration error', share(figures.ece)],
    ...(figures.auc === null ? [] : ([['AUC', decimal(figures.auc, 5)]] satisfies [string, string][])),
    ['images per second', whole(Math.round(figures.imagesPerSecond))],
  ];
  return `<header><section><h1>How well ${escape(card.version)} reads</h1>
<div class="hero"><span class="big">${escape(share(figures.accuracy)).replace(' %', '<small>%</small>')}</span><p>right: ${whole(figures.correct)} of ${whole(figures.count)}.<br>With 95 % certainty between ${share(low)} and ${share(high)}.</p></div>
<p class="meta">${escape(source)} · ${whole(card.parameters)} parameters · ${measuredAt.toISOString().slice(0, 16).replace('T', ' ')} UTC</p>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${value}</dd></div>`).join('')}</dl></section></header>`;
}

/** What a stated error came to, in a sentence or two. */
function selectiveSentence({ targetError, threshold, chosenOn, chosenCount, coverage, errors, accepted, error, bound }: Selective): string {
  if (threshold === null) {
    return `An error of ${stated(targetError)} is not certifiable (${chosenCount === null ? escape(chosenOn) : whole(chosenCount)}): nothing would be accepted.`;
  }
  return `At most ${stated(targetError)} wrong: from confidence ${threshold.toFixed(4)} on (chosen on ${escape(chosenOn)}) ${share(coverage)} is accepted; ${whole(errors)} of ${whole(accepted)} are wrong, ${share(error)} (95 % bound ${share(bound)}).`;
}

function mistakeItem({ label, text, confidence, kind, picture }: Mistake): string {
  const shown = picture === null ? '<span class="lost">not readable</span>' : `<img src="${picture}" alt="an image of ${escape(label)}">`;
  const read = text === null ? '<span title="refused">–</span>' : escape(text);
  return `<li><figure>${shown}<figcaption><b>${escape(label)} → <s>${read}</s></b><span>${share(confidence, 1)}</span>${kind === undefined ? '' : `<span>${escape(kind)}</span>`}</figcaption></figure></li>`;
}

/** One HTML page with everything inside: no script, no address outside itself, so it can be mailed and kept. */
export function reportPage(input: ReportInput): string {
  const { figures, scored, selective, levels, mistakes, card } = input;
  const wrong = figures.count - figures.correct;
  const proof = selective === null ? '' : `<br><b>${selectiveSentence(selective)}</b>`;
  const parts = [
    heading(input),
    section('Confidence', 'Dots on the diagonal mean what they say; larger dots hold more images.', reliabilityDiagram(scored)),
    section(
      'Accepting what is sure',
      'The error among what is accepted as more and more is, and its 95 % bound.',
      riskCoverageCurve(scored, selective),
    ),
    ...(figures.perClass === null || figures.confusion === null
      ? [section('Digits', 'The labels are strings of digits, so there are no figures for single digits.', '', true)]
      : [
          section(
            'Confusions',
            'What was written, downwards; what was read, across; – is refused.',
            confusionTable(figures.perClass, figures.confusion),
          ),
          section(
            'Each digit',
            `The red line under recall shows which digits are missed most. ${macroLine(figures)}.`,
            classTable(figures.perClass),
          ),
        ]),
    section(
      'What these images prove',
      'How much can be accepted if at most so much of it may be wrong, with 95 % certainty for the choice of the threshold itself.' + proof,
      levelTable(levels),
      true,
    ),
    ...(Object.keys(figures.byKind).length === 0 ? [] : [section('Kinds', 'The weakest first.', kindTable(figures.byKind), true)]),
    ...(wrong === 0
      ? []
      : [
          section(
            'The worst mistakes',
            `${mistakes.length < wrong ? `${mistakes.length} of ${whole(wrong)}, those` : 'Those'} that were most believed first. Written → read.`,
            `<ol>${mistakes.map(mistakeItem).join('')}</ol>`,
            true,
          ),
        ]),
  ];
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(card.version)}: ${share(figures.accuracy)}</title><style>${STYLE}</style></head><body><main>${parts.join('\n')}<footer>Made by Numera. Intervals: Wilson (accuracy), Clopper and Pearson (error of what is accepted). A digit can be truly ambiguous: no accuracy is guaranteed.</footer></main></body></html>\n`;
}
