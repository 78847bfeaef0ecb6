import type { Evaluation, Scored } from '@numera/learning';
import { reportedLevels, selectiveAt } from '@numera/learning';
import { inflateSync } from 'node:zlib';
import { escape, share, stated } from './html';
import { WorstMistakes } from './mistakes';
import { pngOf, thumbnail } from './png';
import { tickText, ticksOf } from './plot';
import { reportPage } from './report';

const scored: Scored[] = Array.from({ length: 400 }, (_, i) => ({ confidence: 1 - i / 500, isCorrect: i % 40 !== 39 }));
const labels = ['0', '1'];
const figures: Evaluation = {
  count: 400,
  correct: 390,
  accuracy: 0.975,
  interval95: [0.95, 0.99],
  meanConfidence: 0.6,
  ece: 0.3,
  perClass: labels.map((label) => ({ label, precision: 0.98, recall: 0.97, f1: 0.975, support: 200 })),
  auc: 0.99,
  confusion: [
    [195, 4],
    [5, 195],
  ],
  imagesPerSecond: 900,
  byKind: { '<b>thin</b>': { count: 400, correct: 390, accuracy: 0.975 } },
};
const raster = { width: 4, height: 2, data: Uint8Array.of(0, 0, 100, 200, 20, 20, 50, 50) };
const thresholds = { accept: 1, reject: 0, chosenOn: 'x', targetError: 0.002 };

function page(more: Partial<Evaluation> = {}, all = scored, target = 0.05): string {
  const mistakes = new WorstMistakes();
  mistakes.see(
    { label: '<1>', kind: undefined, text: '7', confidence: 0.99, isCorrect: false, probabilities: [] },
    { raster, label: '<1>' },
  );
  return reportPage({
    figures: { ...figures, ...more },
    scored: all,
    selective: selectiveAt(target, all, { thresholds }),
    levels: reportedLevels(all, target),
    mistakes: mistakes.all,
    card: { version: 'digits-20260101-00000000', labels, parameters: 1234 },
    source: 'set & more',
    measuredAt: new Date(0),
  });
}

describe('the report', () => {
  test('is one page with nothing outside itself and no script', () => {
    const html = page();
    expect(html).not.toMatch(/<script|<link|@import|url\(|(?:src|href)="(?!data:)/i);
    expect(html).toContain('name="viewport"');
    for (const said of ['97.50', 'Reliability diagram', 'Risk-coverage curve', 'Confusions', 'not certifiable', 'data:image/png;base64,']) {
      expect(html).toContain(said);
    }
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
  });
  test('does not round up to a certainty that is not there, and names the macro means', () => {
    const html = page({ accuracy: 29_999 / 30_000, auc: 0.999_999 });
    expect(html).toContain('&gt; 99.99<small>%</small>');
    expect(html).toContain('Macro mean: precision 0.9800, recall 0.9700, F1 0.9750, AUC 0.99999');
  });
  test('takes labels and kinds for text, never for markup', () => {
    const html = page();
    expect(html).toContain('&lt;b&gt;thin&lt;/b&gt;');
    expect(html).toContain('&lt;1&gt;');
    expect(html).toContain('set &amp; more');
  });
  test('of strings, of one image and of nothing but errors stays whole', () => {
    expect(page({ perClass: null, confusion: null, auc: null })).toContain('strings of digits');
    for (const isCorrect of [true, false]) expect(page({}, [{ confidence: 0.5, isCorrect }])).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe('what the report is made of', () => {
  test('mistakes: the most believed first, refused ones last, right ones not at all', () => {
    const worst = new WorstMistakes();
    const see = (text: string | null, confidence: number, isCorrect = false): void =>
      worst.see({ label: '1', kind: undefined, text, confidence, isCorrect, probabilities: [] }, { raster: null, label: '1' });
    see('7', 0.6);
    see(null, 0.9);
    see('1', 0.99, true);
    see('4', 0.8);
    expect(worst.all.map(({ text }) => text)).toEqual(['4', '7', null]);
    for (let i = 0; i < 100; i++) see('8', 0.95);
    expect(new Set(worst.all.map(({ text }) => text))).toEqual(new Set(['8']));
  });
  test('pictures: PNG with the pixels in it, smaller by their means', () => {
    const png = pngOf(raster);
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24], png[25]]).toEqual([4, 2, 8, 0]);
    const at = png.indexOf('IDAT');
    expect([...inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))]).toEqual([0, 0, 0, 100, 200, 0, 20, 20, 50, 50]);
    expect(thumbnail(raster, 2)).toEqual({ width: 2, height: 1, data: Uint8Array.of(10, 100) });
    expect(thumbnail(raster, 9)).toBe(raster);
  });
  test('numbers: never a certainty that is not there', () => {
    expect([share(0.99999), share(1), share(0.00001), share(0), share(0.5)]).toEqual([
      '> 99.99 %',
      '100.00 %',
      '< 0.01 %',
      '0.00 %',
      '50.00 %',
    ]);
    expect([stated(0.001), stated(0.0001), stated(0.05)]).toEqual(['0.1 %', '0.01 %', '5 %']);
    expect(escape(`<a href="x">'&`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
  });
  test('ticks are round', () => {
    expect(ticksOf(0.953, 1).map((one) => tickText(one, 0.01))).toEqual(['96 %', '97 %', '98 %', '99 %', '100 %']);
    expect(tickText(0.0005, 0.0005)).toBe('0.05 %');
  });
});
