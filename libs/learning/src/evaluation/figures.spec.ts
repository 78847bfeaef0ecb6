import { areaUnderCurve, calibrationError, classFigures, macroAuc, macroFigures, reliabilityBins, riskCoverage } from './figures';

describe('calibration error', () => {
  test('is zero when 80 % sure is right 80 times in 100', () => {
    const scored = Array.from({ length: 100 }, (_, i) => ({ confidence: 0.8, isCorrect: i < 80 }));
    expect(calibrationError(scored)).toBeCloseTo(0, 10);
  });
  test('is the distance when it is not, weighted by how many are in a bin', () => {
    const scored = [
      ...Array.from({ length: 50 }, (_, i) => ({ confidence: 1, isCorrect: i < 25 })),
      ...Array.from({ length: 50 }, (_, i) => ({ confidence: 0.5, isCorrect: i < 25 })),
    ];
    expect(calibrationError(scored)).toBeCloseTo(0.25, 10);
  });
  test('of nothing is zero', () => expect(calibrationError([])).toBe(0));
});

describe('class figures', () => {
  test('come from the confusion matrix, refused images included in the support', () => {
    const [a, b] = classFigures(
      ['a', 'b'],
      [
        [8, 1],
        [2, 6],
      ],
      [10, 8],
    );
    expect(a).toEqual({ label: 'a', precision: 0.8, recall: 0.8, f1: expect.closeTo(0.8, 10), support: 10 });
    expect(b).toMatchObject({ precision: 6 / 7, recall: 0.75, support: 8 });
  });
  test('of a class that never came are zero, not NaN', () => {
    expect(classFigures(['a'], [[0]], [0])).toEqual([{ label: 'a', precision: 0, recall: 0, f1: 0, support: 0 }]);
  });
});

test('macro figures are the means of the classes that occur', () => {
  const [a, b] = [
    { label: 'a', precision: 1, recall: 0.5, f1: 0.6, support: 9 },
    { label: 'b', precision: 0.5, recall: 1, f1: 0.8, support: 1 },
  ];
  const absent = { label: 'c', precision: 0, recall: 0, f1: 0, support: 0 };
  expect(macroFigures([a!, b!, absent])).toEqual({ precision: 0.75, recall: 0.75, f1: expect.closeTo(0.7, 10) });
  expect(macroFigures([absent])).toBeNull();
});

describe('area under the curve', () => {
  test('one for a perfect order, zero for its reverse, a half for equal scores', () => {
    expect(areaUnderCurve([0.9, 0.8, 0.2, 0.1], [true, true, false, false])).toBe(1);
    expect(areaUnderCurve([0.9, 0.8, 0.2, 0.1], [false, false, true, true])).toBe(0);
    expect(areaUnderCurve([0.5, 0.5, 0.5], [true, false, false])).toBe(0.5);
  });
  test('is the share of pairs in the right order', () => {
    // Pairs: (0.8 > 0.5), (0.8 > 0.3), (0.4 < 0.5), (0.4 > 0.3).
    expect(areaUnderCurve([0.8, 0.5, 0.4, 0.3], [true, false, true, false])).toBe(0.75);
  });
  test('macro: classes that cannot be measured are left out', () => {
    expect(
      macroAuc(
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
        [0, 1],
        3,
      ),
    ).toBe(1);
    expect(macroAuc([[1, 0]], [0], 2)).toBeNull();
  });
});

describe('curves', () => {
  test('reliability counts every answer in one bin, certainty in the last', () => {
    const bins = reliabilityBins([
      { confidence: 1, isCorrect: true },
      { confidence: 0.99, isCorrect: false },
      { confidence: 0, isCorrect: false },
    ]);
    expect(bins).toHaveLength(15);
    expect(bins[0]).toMatchObject({ from: 0, count: 1, correct: 0, confidence: 0 });
    expect(bins[14]).toMatchObject({ to: 1, count: 2, correct: 1, confidence: 0.995 });
  });
  test('risk and coverage go together from the surest answer on, equals at once', () => {
    const scored = [0.5, 0.9, 0.9, 0.7].map((confidence, i) => ({ confidence, isCorrect: i !== 1 }));
    expect(riskCoverage(scored)).toEqual([
      { confidence: 0.9, accepted: 2, errors: 1 },
      { confidence: 0.7, accepted: 3, errors: 1 },
      { confidence: 0.5, accepted: 4, errors: 1 },
    ]);
  });
});
